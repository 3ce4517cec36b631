import { shown } from '../../shared/format/shown.js';
import { formatDuration } from '../../shared/format/time.js';
import { endWords, wentWell, type CommandReport } from '../../shared/run/command-report.js';
import { historyText as text } from './text.js';

/** What came of the commands before and after a run, with what they printed. */
export function RunCommands({ commands }: { readonly commands: readonly CommandReport[] }) {
  if (commands.length === 0) return null;
  return (
    <section className="run-commands" aria-label={text.commands}>
      {commands.map((report) => (
        <RunCommand key={report.when} report={report} />
      ))}
    </section>
  );
}

function RunCommand({ report }: { readonly report: CommandReport }) {
  const { when, command, end, output, tookMs } = report;
  return (
    <details className="run-command" open={!wentWell(report)}>
      <summary>
        <span className="run-command-when">{text.commandWhen[when]}</span>{' '}
        <code className="ellipsis">{shown(command)}</code>{' '}
        <span className={wentWell(report) ? 'run-command-end' : 'run-command-end run-command-bad'}>
          {text.commandEnd(endWords(end), formatDuration(tookMs))}
        </span>
      </summary>
      {output.trim() === '' ? (
        <p className="field-hint">{text.commandSilent}</p>
      ) : (
        <pre tabIndex={0} aria-label={text.commandOutput(when)}>
          {output.split('\n').map(shown).join('\n')}
        </pre>
      )}
    </details>
  );
}
