import { createRoot } from 'react-dom/client';
import '../kit/tokens.css';
import '../kit/base.css';
import '../kit/controls.css';
import '../kit/layout.css';
import './shell/field.css';
import { listen, start } from './shell/app.ts';
import { FieldApp } from './shell/field-app.tsx';
import { followVersions } from './shell/versions.ts';

const root = document.getElementById('root');
if (!root) throw new Error('the page has no #root');
createRoot(root).render(<FieldApp />);
listen();
void start();
followVersions();
