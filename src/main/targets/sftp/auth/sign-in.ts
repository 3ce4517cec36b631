import type { AnyAuthMethod, AuthenticationType, AuthHandlerMiddleware, BaseAgent, Prompt } from 'ssh2';
import type { Side } from '../../../../shared/entry/entry.js';
import type { Problem } from '../../../../shared/problem.js';
import { printable } from '../../item-path.js';
import { defaultIdentityFiles, identityName, readIdentity } from './identities.js';
import type { Hop } from '../config/route.js';

/** What there is to sign in with. */
export interface Credentials {
  /** `''` for none. */
  readonly password: string;
  readonly privateKeyFile: string | undefined;
  readonly passphrase: string | undefined;
  readonly homeFolder: string;
}

interface Candidate {
  /** As the server's list of methods names it. */
  readonly method: AuthenticationType;
  /** `undefined` where it turns out that it cannot be tried. */
  readonly make: () => Promise<AnyAuthMethod | undefined>;
}

/** Signs in to one host: offers what there is, in a fixed order, as far as the server takes it. */
export class SignInAttempt {
  readonly #hop: Hop;
  readonly #credentials: Credentials;
  readonly #untried: Candidate[];
  readonly #locked: string[] = [];
  readonly #unusable: string[] = [];
  #offered: readonly string[] | undefined;

  constructor(hop: Hop, credentials: Credentials) {
    this.#hop = hop;
    this.#credentials = credentials;
    this.#untried = this.#candidates();
  }

  /** For ssh2. `refuse` is called when there is nothing left to offer. */
  handler(refuse: () => void): AuthHandlerMiddleware {
    const username = this.#hop.user;
    return (methodsLeft: readonly AuthenticationType[] | null, _partial, next) => {
      // Asking for “none” is how a client learns what the server takes (RFC 4252, 5.2).
      if (methodsLeft === null) {
        next({ type: 'none', username });
        return;
      }
      this.#offered = methodsLeft;
      void this.#nextMethod(methodsLeft).then((method) => {
        if (method === undefined) refuse();
        else next(method);
      });
    };
  }

  /** Why the server does not let the user in. */
  problem(side: Side): Problem {
    const server = `The server “${this.#hop.label}”`;
    const user = `“${printable(this.#hop.user)}”`;
    const [locked] = this.#locked;
    const common = { kind: 'sign-in-refused', side } as const;
    if (locked !== undefined) {
      const given = (this.#credentials.passphrase ?? '') !== '';
      return {
        kind: 'key-locked',
        side,
        what: `${server} does not accept ${user}, and the key “${identityName(locked)}” could not be tried: ${given ? 'the passphrase does not open it' : 'it has a passphrase'}.`,
        advice: `${given ? 'Correct the passphrase' : 'Enter the passphrase of the key'} in the profile, or add the key to your SSH agent.`,
      };
    }
    const [unusable] = this.#unusable;
    if (unusable !== undefined) {
      return {
        ...common,
        what: `${server} does not accept ${user}, and the key “${identityName(unusable)}” could not be tried: it contains no private key that Evenkeel can read.`,
        advice: 'Choose a private key in OpenSSH, PEM or PuTTY format.',
      };
    }
    if (this.#credentials.password === '') {
      return {
        ...common,
        missing: 'password',
        what: `${server} accepts none of this computer’s keys for the user name ${user}.`,
        advice: 'Enter a password, or add your public key to the account on the server.',
      };
    }
    const takesPasswords = this.#offered?.some((method) => PASSWORD_METHODS.has(method)) !== false;
    return takesPasswords
      ? {
          ...common,
          what: `${server} does not accept the user name ${user} with this password.`,
          advice: 'Check the user name and the password in the profile.',
        }
      : {
          ...common,
          what: `${server} accepts only keys from ${user}, not passwords.`,
          advice: 'Add your public key to the account on the server, or allow passwords there.',
        };
  }

  async #nextMethod(methodsLeft: readonly AuthenticationType[]): Promise<AnyAuthMethod | undefined> {
    for (;;) {
      const index = this.#untried.findIndex(({ method }) => methodsLeft.includes(method));
      if (index === -1) return undefined;
      const [candidate] = this.#untried.splice(index, 1);
      const method = await candidate?.make();
      if (method !== undefined) return method;
    }
  }

  /** The order: a key that was named, the password, and then the keys as `ssh` would try them. */
  #candidates(): Candidate[] {
    const { password, privateKeyFile, passphrase, homeFolder } = this.#credentials;
    const username = this.#hop.user;
    const candidates: Candidate[] = [];
    if (privateKeyFile !== undefined) {
      candidates.push(this.#keyCandidate(privateKeyFile, [passphrase, password], false, true));
    }
    if (password !== '') {
      candidates.push(
        { method: 'password', make: () => Promise.resolve({ type: 'password', username, password }) },
        {
          method: 'keyboard-interactive',
          make: () =>
            Promise.resolve({ type: 'keyboard-interactive', username, prompt: answering(password) }),
        },
      );
    }
    const { agent: socket, identityFiles: named, identitiesOnly } = this.#hop;
    if (socket !== undefined) {
      candidates.push({
        method: 'publickey',
        make: async () => {
          const agent = identitiesOnly ? await chosenAgent(socket, named) : socket;
          return { type: 'agent', username, agent };
        },
      });
    }
    if (privateKeyFile === undefined) {
      const files = named.length > 0 ? named : defaultIdentityFiles(homeFolder);
      // With a password, a key that nobody named is used only if it proves to be what the passphrase or the password is meant for.
      const onlyEncrypted = password !== '' && named.length === 0;
      for (const file of files) {
        candidates.push(this.#keyCandidate(file, [passphrase, password], onlyEncrypted));
      }
    }
    return candidates;
  }

  #keyCandidate(
    file: string,
    passphrases: readonly (string | undefined)[],
    onlyEncrypted: boolean,
    isNamed = false,
  ): Candidate {
    const given = passphrases.filter((phrase): phrase is string => phrase !== undefined && phrase !== '');
    return {
      method: 'publickey',
      make: async () => {
        const identity = await readIdentity(file, given);
        if (identity.kind === 'locked' && !onlyEncrypted) this.#locked.push(file);
        if (identity.kind === 'unreadable' || (identity.kind === 'absent' && isNamed))
          this.#unusable.push(file);
        if (identity.kind !== 'key' || (onlyEncrypted && !identity.encrypted)) return undefined;
        return { type: 'publickey', username: this.#hop.user, key: identity.key };
      },
    };
  }
}

/** Loaded where it is needed, because it loads ssh2. */
async function chosenAgent(socket: string, identityFiles: readonly string[]): Promise<BaseAgent> {
  const { ChosenAgent } = await import('./agent.js');
  return new ChosenAgent(socket, identityFiles);
}

const PASSWORD_METHODS: ReadonlySet<string> = new Set(['password', 'keyboard-interactive']);

/** Answers what is asked without echo with the password, once, and leaves everything else empty. */
function answering(
  password: string,
): (
  name: string,
  instructions: string,
  language: string,
  prompts: readonly Prompt[],
  finish: (answers: string[]) => void,
) => void {
  let asked = false;
  return (_name, _instructions, _language, prompts, finish) => {
    finish(prompts.map(({ echo }) => (echo === true || asked ? '' : password)));
    asked = true;
  };
}
