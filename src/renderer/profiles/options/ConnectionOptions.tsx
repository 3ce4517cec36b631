import type { SecretPlace } from '../../../shared/profile/profile.js';
import { connectionRange } from '../../../shared/profile/connection-range.js';
import { parseRemote } from '../../../shared/profile/remote.js';
import { wantsSignIn } from '../../../shared/connection/proxy.js';
import { fieldProps, splitProxy } from '../form.js';
import { optionsText } from '../text/options.js';
import { Check, Choice, Group, type OptionProps } from './OptionParts.js';
import { SecretField } from '../SecretField.js';
import { TextField } from '../TextField.js';

/** Options, and where the password for the proxy is kept. */
export interface ConnectionProps extends OptionProps {
  readonly proxyPlace: SecretPlace;
}

const text = optionsText.line;

/** How the server is reached: only what says something for its protocol. */
export function ConnectionOptions({ values, errors, proxyPlace, onChange }: ConnectionProps) {
  const parsed = parseRemote(values.remoteFolder.trim());
  const remote = parsed.kind === 'valid' ? parsed.address : undefined;
  if (remote?.kind !== 'server') {
    return (
      <Group title={text.speedTitle}>
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
    <Group title={text.title}>
      {overFtp ? (
        <Choice
          label={text.ftpMode}
          words={text.ftpModes}
          among={['passive', 'active']}
          value={values.ftpMode}
          onChange={(ftpMode) => onChange({ ftpMode })}
        />
      ) : null}
      {remote.protocol === 'ftps' ? (
        <Choice
          label={text.tls}
          words={text.tlsKinds}
          among={['explicit', 'implicit']}
          value={values.tls}
          onChange={(tls) => onChange({ tls, tlsChosen: true })}
        />
      ) : null}
      <div className={remote.protocol === 'sftp' ? 'form-pair' : 'form-pair options-below'}>
        <TextField
          label={text.proxy}
          {...fieldProps('proxy', { values, errors, onChange })}
          placeholder={text.proxyPlaceholder}
          hint={text.proxyHint}
          onBlur={takePasswordOut}
        />
        <SpeedLimit {...{ values, errors, onChange }} />
      </div>
      {wantsSignIn(values.proxy) ? (
        <div className="form-pair options-below">
          <SecretField
            kind="proxy"
            label={text.proxyPassword}
            values={values}
            place={proxyPlace}
            onChange={onChange}
          />
        </div>
      ) : null}
      <div className="form-pair options-below">
        <TextField
          label={text.connections}
          {...fieldProps('connections', { values, errors, onChange })}
          placeholder={text.connectionsPlaceholder}
          hint={overFtp ? text.connectionsHintFtp(connectionRange(null)) : text.connectionsHintSftp}
        />
        {overFtp ? (
          <TextField
            label={text.encoding}
            {...fieldProps('encoding', { values, errors, onChange })}
            hint={text.encodingHint}
          />
        ) : null}
      </div>
      {overFtp ? (
        <Check checked={values.oneCommand} onChange={(oneCommand) => onChange({ oneCommand })}>
          {text.oneCommand}
        </Check>
      ) : null}
      {remote.protocol === 'sftp' ? (
        <Check
          checked={values.oldSshAlgorithms}
          onChange={(oldSshAlgorithms) => onChange({ oldSshAlgorithms })}
        >
          {text.oldSsh}
        </Check>
      ) : null}
    </Group>
  );
}

function SpeedLimit({ values, errors, onChange }: OptionProps) {
  return (
    <TextField
      label={text.speed}
      {...fieldProps('speed', { values, errors, onChange })}
      placeholder={text.speedPlaceholder}
      hint={text.speedHint}
    />
  );
}
