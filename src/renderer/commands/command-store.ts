import { create } from 'zustand';
import { COMMAND_IDS, isAppCommand, type CommandId, type CommandStates } from '../../shared/commands.js';

/** What carries a command out as long as a feature is there. */
export interface CommandHandler {
  readonly run: () => void;
  readonly enabled: boolean;
  /** Whether its menu item has a check mark. */
  readonly checked: boolean;
}

interface CommandsState {
  /** By command, the newest last: that one counts. */
  readonly handlers: ReadonlyMap<CommandId, readonly CommandHandler[]>;
  /** How many modal dialogs are open: while one is, no command of the window can be run. */
  readonly dialogs: number;
  /** Whether somebody types in a field: commands that act on text are enabled then. */
  readonly inField: boolean;
  readonly setInField: (inField: boolean) => void;
}

export const useCommands = create<CommandsState>()((set) => ({
  handlers: new Map(),
  dialogs: 0,
  inField: false,
  setInField: (inField) => set((state) => (state.inField === inField ? state : { inField })),
}));

/** Registers what carries a command out; the function returned ends that. */
export function registerCommand(id: CommandId, handler: CommandHandler): () => void {
  const change = (to: (list: readonly CommandHandler[]) => readonly CommandHandler[]): void =>
    useCommands.setState(({ handlers }) => ({
      handlers: new Map(handlers).set(id, to(handlers.get(id) ?? [])),
    }));
  change((list) => [...list, handler]);
  return () => change((list) => list.filter((one) => one !== handler));
}

/** A modal dialog is open until the function returned is called. */
export function blockCommands(): () => void {
  useCommands.setState(({ dialogs }) => ({ dialogs: dialogs + 1 }));
  return () => useCommands.setState(({ dialogs }) => ({ dialogs: dialogs - 1 }));
}

/** What carries a command out now; `undefined` where nothing does. */
export function handlerOf(
  id: CommandId,
  { handlers, dialogs }: Pick<CommandsState, 'handlers' | 'dialogs'>,
): CommandHandler | undefined {
  if (dialogs > 0) return undefined;
  const handler = handlers.get(id)?.at(-1);
  return handler?.enabled === true ? handler : undefined;
}

/** What the menus show. */
export function statesOf(state: CommandsState): CommandStates {
  return {
    enabled: COMMAND_IDS.filter((id) => isAppCommand(id) || handlerOf(id, state) !== undefined),
    checked: COMMAND_IDS.filter((id) => state.handlers.get(id)?.at(-1)?.checked === true),
  };
}
