import { createRoot } from 'react-dom/client';
import '../kit/tokens.css';
import '../kit/base.css';
import '../kit/controls.css';
import '../kit/layout.css';
import './portal.css';
import './home/home.css';
import './matters/matters.css';
import { App } from './app.tsx';
import { rememberElder } from './elder.ts';
import { startSending } from './matters/outbox.ts';

rememberElder();
startSending();

const root = document.getElementById('root');
if (!root) throw new Error('the page has no #root');
createRoot(root).render(<App />);
