import type { SecretPlace } from '../../../shared/profile/profile.js';
import { parseRemote } from '../../../shared/profile/remote.js';
import { wantsSignIn } from '../../../shared/proxy.js';
import { splitProxy } from '../form.js';
import { FTP_MODE_WORDS, TLS_WORDS } from './option-values.js';
import { Check, Choice, Group, type OptionProps } from './OptionParts.js';
import { SecretField } from '../SecretField.js';
import { TextField } from '../TextField.js';

/** Options, and where the password for the proxy is kept. */
export interface ConnectionProps extends OptionProps {
  readonly proxyPlace: SecretPlace;
}

/** How the server is reached: only what says something for its protocol. */
export function ConnectionOptions({ values, errors, proxyPlace, onChange }: ConnectionProps) {
  const parsed = parseRemote(values.remoteFolder.trim());
  const remote = parsed.kind === 'valid' ? parsed.address : undefined;
  if (remote?.kind !== 'server') {
    return (
      <Group title="Speed">
        <div className="form-pair">
          <SpeedLimit {...{ values, errors, onChange }} />
        </div>
      </Group>
    );
  }
  const overFtp = remote.protocol !== 'sftp';
  const takePasswordOut = (): void => {
    const { proxy, proxyPassword } = splitProxy(values);
    if (proxy !== values.proxy) onChange({ proxy, proxyPassword });
  };
  return (
    <Group title="Connection">
      {overFtp ? (
        <Choice
          label="FTP data connection"
          words={FTP_MODE_WORDS}
          among={['passive', 'active']}
          value={values.ftpMode}
          onChange={(ftpMode) => onChange({ ftpMode })}
        />
      ) : null}
      {remote.protocol === 'ftps' ? (
        <Choice
          label="Encryption"
          words={TLS_WORDS}
          among={['explicit', 'implicit']}
          value={values.tls}
          onChange={(tls) => onChange({ tls, tlsChosen: true })}
        />
      ) : null}
      <div className={remote.protocol === 'sftp' ? 'form-pair' : 'form-pair options-below'}>
        <TextField
          label="Proxy"
          name="proxy"
          placeholder="None"
          hint="socks5://host:1080 or http://host:3128, with user@ before the host to sign in"
          onBlur={takePasswordOut}
          value={values.proxy}
          error={errors.proxy}
          onChange={(proxy) => onChange({ proxy })}
        />
        <SpeedLimit {...{ values, errors, onChange }} />
      </div>
      {wantsSignIn(values.proxy) ? (
        <div className="form-pair options-below">
          <SecretField
            kind="proxy"
            label="Password for the proxy"
            values={values}
            place={proxyPlace}
            onChange={onChange}
          />
        </div>
      ) : null}
      <div className="form-pair options-below">
        <TextField
          label="Connections"
          name="connections"
          hint={
            overFtp ? 'The server may allow fewer.' : 'Large files use several. The server may allow fewer.'
          }
          value={values.connections}
          error={errors.connections}
          onChange={(connections) => onChange({ connections })}
        />
        {overFtp ? (
          <TextField
            label="File name encoding"
            name="encoding"
            hint="utf-8, except for old servers."
            value={values.encoding}
            error={errors.encoding}
            onChange={(encoding) => onChange({ encoding })}
          />
        ) : null}
      </div>
      {overFtp ? (
        <Check checked={values.oneCommand} onChange={(oneCommand) => onChange({ oneCommand })}>
          Send one command at a time (slower; for servers that lose commands sent together)
        </Check>
      ) : null}
      {remote.protocol === 'sftp' ? (
        <Check
          checked={values.oldSshAlgorithms}
          onChange={(oldSshAlgorithms) => onChange({ oldSshAlgorithms })}
        >
          Allow old SSH algorithms (less secure; only for servers that offer nothing else)
        </Check>
      ) : null}
    </Group>
  );
}

function SpeedLimit({ values, errors, onChange }: OptionProps) {
  return (
    <TextField
      label="Speed limit per second"
      name="speed"
      placeholder="Full speed"
      hint="For example 500 kB. Can be changed during a run."
      value={values.speed}
      error={errors.speed}
      onChange={(speed) => onChange({ speed })}
    />
  );
}
