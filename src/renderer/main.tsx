import '@fontsource-variable/inter/wght.css';
import './styles/tokens.css';
import './styles/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { openSession } from './api/session.js';
import { connectCommands } from './commands/connect-commands.js';
import { App } from './shell/App.js';
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
