import { BrowserWindow, nativeTheme, screen, type WebContents } from 'electron';
import type { Message } from '../../../shared/ipc.js';
import { MESSAGE_CHANNEL } from '../../ipc/channels.js';
import { PageCrashes } from '../diagnostics/page-crashes.js';
import { placeWindow, SMALLEST } from './bounds.js';
import { ORIGIN } from './content.js';
import type { WindowProgress } from './run-progress.js';
import type { WindowState } from './window-state.js';
import { zoomAfter } from './zoom.js';

/** How long the window rests before its place is remembered, in milliseconds. */
const REST_MS = 500;

export interface MainWindowOptions {
  readonly windowState: WindowState;
  /** The preload script. */
  readonly preload: string;
  /** What the window loads. */
  readonly address: string;
  readonly icon: string;
  readonly logFailure: (what: string, error: unknown) => void;
}

/** What the rest of the application makes of what happens to the window. */
export interface WindowFollower {
  /** What closing the window does: hide it, ask the application to quit, which may take a while, or close it. */
  readonly closing: () => 'hide' | 'quit' | 'close';
  readonly onQuit: () => void;
  readonly onHidden: () => void;
  /** The page begins anew: whatever it knew is gone. */
  readonly onFreshPage: () => void;
  /** The page has died; where another one is loaded, `onFreshPage` follows. */
  readonly onDeadPage: () => void;
  /** The page fails again and again, and is not loaded any more. */
  readonly onCrashes: () => void;
}

/** The application's one window. It lives from start to quit; closing hides it. */
export class MainWindow {
  readonly #window: BrowserWindow;
  readonly #options: MainWindowOptions;
  #resting: NodeJS.Timeout | undefined;
  #maximizesWhenShown = false;
  readonly #crashes = new PageCrashes();
  #follower: WindowFollower | undefined;

  constructor(options: MainWindowOptions) {
    this.#options = options;
    const { windowState } = options;
    this.#window = new BrowserWindow({
      ...placeWindow(
        windowState.bounds,
        screen.getAllDisplays().map((display) => display.workArea),
      ),
      minWidth: SMALLEST.width,
      minHeight: SMALLEST.height,
      show: false,
      title: 'Evenkeel',
      icon: options.icon,
      backgroundColor: nativeTheme.shouldUseDarkColors ? '#14191d' : '#ffffff',
      webPreferences: {
        preload: options.preload,
        contextIsolation: true,
        sandbox: true,
        nodeIntegration: false,
        webviewTag: false,
        // For those who work on the page, which comes from elsewhere then.
        devTools: !options.address.startsWith(ORIGIN),
        // Its dictionaries would be fetched from the network.
        spellcheck: false,
      },
    });
    this.#window.on('close', (event) => {
      // Nothing is under way before the rest of the application is there.
      const closing = this.#follower?.closing() ?? 'close';
      if (closing === 'close') return;
      this.remember();
      event.preventDefault();
      if (closing === 'quit') {
        this.#follower?.onQuit();
        return;
      }
      this.#window.hide();
      this.#follower?.onHidden();
    });
    for (const change of ['resize', 'move'] as const) {
      this.#window.on(change as 'resize', () => this.#rememberSoon());
    }
    this.#window.on('closed', () => clearTimeout(this.#resting));
    this.#followPage();
  }

  /** Tells somebody of all that happens from now on. */
  follow(follower: WindowFollower): void {
    this.#follower = follower;
  }

  /**
   * Loads the page and shows the window with its first picture, unless it is to stay hidden until somebody asks for it. Resolves then, or when
   * the page could not be loaded. Never rejects.
   */
  async load(options: { readonly hidden: () => boolean }): Promise<void> {
    const drawn = new Promise<void>((resolve) => {
      this.#window.once('ready-to-show', () => {
        this.#showFirst(options.hidden());
        resolve();
      });
    });
    if (await this.#loadPage()) await drawn;
  }

  #showFirst(hidden: boolean): void {
    // A window that is maximized is shown by that.
    if (hidden) this.#maximizesWhenShown = this.#options.windowState.maximized;
    else if (this.#options.windowState.maximized) this.#window.maximize();
    if (!hidden) this.#window.show();
  }

  /** Whether it could be loaded. */
  async #loadPage(): Promise<boolean> {
    try {
      await this.#window.loadURL(this.#options.address);
      return true;
    } catch (error) {
      this.#options.logFailure('The window’s page could not be loaded', error);
      return false;
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
    if (this.#maximizesWhenShown) this.#window.maximize();
    this.#maximizesWhenShown = false;
    this.#window.show();
    this.#window.focus();
  }

  /** Makes everything in the window larger (1) or smaller (-1) by a step, or as large as usual (0); it is remembered. */
  zoom(step: -1 | 0 | 1): void {
    if (this.#window.isDestroyed()) return;
    const zoom = zoomAfter(this.#options.windowState.zoom, step);
    this.#window.webContents.setZoomFactor(zoom);
    this.#options.windowState.keep({ zoom });
  }

  /** Whether somebody has the window before them. */
  get inFront(): boolean {
    return !this.#window.isDestroyed() && this.#window.isVisible() && this.#window.isFocused();
  }

  /** Shows in the title, the taskbar and the dock how far runs have come. */
  showProgress({ title, share, paused }: WindowProgress): void {
    if (this.#window.isDestroyed()) return;
    this.#window.setTitle(title);
    this.#window.setProgressBar(share ?? -1, { mode: paused ? 'paused' : 'normal' });
  }

  send(message: Message): void {
    this.page?.send(MESSAGE_CHANNEL, JSON.stringify(message));
  }

  #followPage(): void {
    const page = this.#window.webContents;
    // Chromium forgets it with each page.
    page.on('dom-ready', () => page.setZoomFactor(this.#options.windowState.zoom));
    page.on('did-start-navigation', (details) => {
      if (details.isMainFrame && !details.isSameDocument) this.#follower?.onFreshPage();
    });
    page.on('render-process-gone', (_event, { reason }) => {
      this.#follower?.onFreshPage();
      this.#follower?.onDeadPage();
      if (reason === 'clean-exit') return;
      this.#options.logFailure('The window’s process ended', reason);
      if (this.#crashes.record(performance.now()) === 'ask') {
        this.#follower?.onCrashes();
        return;
      }
      // What goes on lives in the main process: a new page picks it up again. Not at once, lest it end in a circle.
      setTimeout(() => {
        if (!this.#window.isDestroyed()) void this.#loadPage();
      }, 1_000);
    });
  }

  #rememberSoon(): void {
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => this.remember(), REST_MS);
  }

  /** Keeps where the window is for the next start. */
  remember(): void {
    if (this.#window.isDestroyed()) return;
    this.#options.windowState.keep({
      bounds: this.#window.getNormalBounds(),
      maximized: this.#window.isMaximized(),
    });
  }
}
