import ssh2 from 'ssh2';
import type { IdentityCallback, ParsedKey, PublicKeyEntry, SignCallback, SigningRequestOptions } from 'ssh2';
import { readFile } from '../../local/original-fs.js';

type AgentKey = string | Buffer | ParsedKey;

/** An agent that knows no other keys than those whose public halves lie beside some identity files. */
export class ChosenAgent extends ssh2.BaseAgent {
  readonly #agent: InstanceType<typeof ssh2.BaseAgent>;
  readonly #files: readonly string[];

  constructor(socket: string, identityFiles: readonly string[]) {
    super();
    this.#agent = ssh2.createAgent(socket);
    this.#files = identityFiles;
  }

  override getIdentities(done: IdentityCallback<AgentKey>): void {
    this.#agent.getIdentities((error, keys) => {
      void publicKeys(this.#files).then((chosen) =>
        done(
          error,
          keys?.filter((key) => chosen.has(publicTextOf(key))),
        ),
      );
    });
  }

  override sign(
    key: AgentKey,
    data: Buffer,
    options: SigningRequestOptions | SignCallback,
    done?: SignCallback,
  ): void {
    if (typeof options === 'function') this.#agent.sign(key, data, options);
    else this.#agent.sign(key, data, options, done);
  }
}

/** Base64 of the SSH wire form. */
function publicTextOf(key: AgentKey | PublicKeyEntry): string {
  if (typeof key === 'object' && 'pubKey' in key) {
    const { pubKey } = key;
    return publicTextOf(typeof pubKey === 'object' && 'pubKey' in pubKey ? pubKey.pubKey : pubKey);
  }
  const parsed = typeof key === 'string' || Buffer.isBuffer(key) ? ssh2.utils.parseKey(key) : key;
  return parsed instanceof Error ? '' : parsed.getPublicSSH().toString('base64');
}

async function publicKeys(identityFiles: readonly string[]): Promise<ReadonlySet<string>> {
  const texts = identityFiles.map(async (file) => {
    // `IdentityFile` may name the public half itself.
    const text = await readFile(file.endsWith('.pub') ? file : `${file}.pub`, 'utf8').catch(() => '');
    return text.split(' ')[1]?.trim() ?? '';
  });
  return new Set((await Promise.all(texts)).filter((text) => text !== ''));
}
