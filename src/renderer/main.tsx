import '@fontsource-variable/inter/wght.css';
import './styles/tokens.css';
import './styles/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { openSession } from './api/session.js';
import { connectCommands } from './commands/connect-commands.js';
import { App } from './shell/App.js';
// The sheets of what is loaded later, which would come behind the one below.
import 'uplot/dist/uPlot.min.css';
import './commands/commands.css';
import './history/history.css';
import './profiles/commands/commands.css';
import './profiles/connection/connection.css';
import './profiles/import/import.css';
import './profiles/waiting/waiting.css';
import './settings/settings.css';
// The last word on colours, so after those of every component.
import './styles/forced-colors.css';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no root element.');

connectCommands();
void openSession();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
