import { BrowserWindow, nativeTheme, screen, type WebContents } from 'electron';
import type { Message } from '../../../shared/ipc.js';
import { MESSAGE_CHANNEL } from '../../ipc/channels.js';
import { placeWindow, SMALLEST } from './bounds.js';
import type { WindowMemory } from './window-memory.js';

/** How long the window rests before its place is remembered, in milliseconds. */
const REST_MS = 500;

export interface MainWindowOptions {
  readonly memory: WindowMemory;
  /** The preload script. */
  readonly preload: string;
  /** What the window loads. */
  readonly address: string;
  readonly icon: string;
  /** Whether closing the window hides it instead. */
  readonly hidesOnClose: () => boolean;
  readonly onHidden: () => void;
  /** The page begins anew: whatever it knew is gone. */
  readonly onFreshPage: () => void;
  readonly logFailure: (what: string, error: unknown) => void;
}

/** The application's one window. It lives from start to quit; closing hides it. */
export class MainWindow {
  readonly #window: BrowserWindow;
  readonly #options: MainWindowOptions;
  #resting: NodeJS.Timeout | undefined;

  constructor(options: MainWindowOptions) {
    this.#options = options;
    const { memory } = options;
    this.#window = new BrowserWindow({
      ...placeWindow(
        memory.bounds,
        screen.getAllDisplays().map((display) => display.workArea),
      ),
      minWidth: SMALLEST.width,
      minHeight: SMALLEST.height,
      show: false,
      title: 'Evenkeel',
      icon: options.icon,
      autoHideMenuBar: true,
      backgroundColor: nativeTheme.shouldUseDarkColors ? '#14191d' : '#ffffff',
      webPreferences: {
        preload: options.preload,
        contextIsolation: true,
        sandbox: true,
        nodeIntegration: false,
        webviewTag: false,
        // Its dictionaries would be fetched from the network.
        spellcheck: false,
      },
    });
    this.#window.once('ready-to-show', () => {
      if (memory.maximized) this.#window.maximize();
      this.#window.show();
    });
    this.#window.on('close', (event) => {
      this.#remember();
      if (!options.hidesOnClose()) return;
      event.preventDefault();
      this.#window.hide();
      options.onHidden();
    });
    for (const change of ['resize', 'move'] as const) {
      this.#window.on(change as 'resize', () => this.#rememberSoon());
    }
    this.#window.on('closed', () => clearTimeout(this.#resting));
    this.#followPage();
  }

  /** Loads the page. Never rejects. */
  async load(): Promise<void> {
    try {
      await this.#window.loadURL(this.#options.address);
    } catch (error) {
      this.#options.logFailure('The window’s page could not be loaded', error);
    }
  }

  get page(): WebContents | undefined {
    return this.#window.isDestroyed() ? undefined : this.#window.webContents;
  }

  /** The window itself, for the system's dialogs. */
  get native(): BrowserWindow {
    return this.#window;
  }

  show(): void {
    if (this.#window.isDestroyed()) return;
    if (this.#window.isMinimized()) this.#window.restore();
    this.#window.show();
    this.#window.focus();
  }

  send(message: Message): void {
    this.page?.send(MESSAGE_CHANNEL, message);
  }

  #followPage(): void {
    const page = this.#window.webContents;
    page.on('did-start-navigation', (details) => {
      if (details.isMainFrame && !details.isSameDocument) this.#options.onFreshPage();
    });
    page.on('render-process-gone', (_event, { reason }) => {
      this.#options.onFreshPage();
      if (reason === 'clean-exit') return;
      this.#options.logFailure('The window’s process ended', reason);
      // What goes on lives in the main process: a new page picks it up again. Not at once, lest it end in a circle.
      setTimeout(() => {
        if (!this.#window.isDestroyed()) void this.load();
      }, 1_000);
    });
  }

  #rememberSoon(): void {
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => this.#remember(), REST_MS);
  }

  #remember(): void {
    try {
      this.#options.memory.keep({
        bounds: this.#window.getNormalBounds(),
        maximized: this.#window.isMaximized(),
      });
    } catch (error) {
      this.#options.logFailure('The window’s place could not be remembered', error);
    }
  }
}
