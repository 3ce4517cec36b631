import type { Command } from '../command.js';

export const completion: Command = {
  name: 'completion',
  summary: 'have your shell complete commands, options, folders and tasks',
  description:
    'Writes a script for SHELL, which then completes what you type: commands, options and what they can be set to, files and folders, the tasks of the nearest evenkeel.yaml or pyftpsync.yaml, and the profiles of the application.',
  details: ['The script asks evenkeel itself, so it need not be written anew when evenkeel is.'],
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
      meaning: 'in ~/.bashrc; zsh takes the same in ~/.zshrc, below compinit',
    },
    {
      line: 'evenkeel completion fish > ~/.config/fish/completions/evenkeel.fish',
      meaning: 'once and for all',
    },
    { line: 'evenkeel completion powershell | Out-String | Invoke-Expression', meaning: 'in $PROFILE' },
  ],
  run: async (given, shell) => (await import('../completion/print.js')).printCompletion(given, shell),
};
