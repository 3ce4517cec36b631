import type { Command } from '../command.js';

export const completion: Command = {
  name: 'completion',
  summary: 'let your shell complete commands, options, folders and tasks',
  description:
    'Prints a script that makes SHELL complete commands, options and their values, files and folders, the tasks of the nearest evenkeel.yaml or pyftpsync.yaml, and the application’s profiles.',
  details: [
    'The script asks evenkeel for its suggestions, so you don’t have to regenerate it after an update.',
  ],
  operands: [
    {
      name: 'SHELL',
      help: 'which shell: bash, zsh, fish or powershell',
      choices: ['bash', 'zsh', 'fish', 'powershell'],
    },
  ],
  options: [],
  examples: [
    {
      line: 'source <(evenkeel completion bash)',
      meaning: 'in ~/.bashrc; for zsh the same in ~/.zshrc, after compinit',
    },
    {
      line: 'evenkeel completion fish > ~/.config/fish/completions/evenkeel.fish',
      meaning: 'for every session',
    },
    { line: 'evenkeel completion powershell | Out-String | Invoke-Expression', meaning: 'in $PROFILE' },
  ],
  run: async (given, context) => (await import('../completion/print.js')).printCompletion(given, context),
};
