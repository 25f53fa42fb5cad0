import { createRoot } from 'react-dom/client';
import '../kit/tokens.css';
import '../kit/base.css';
import '../kit/controls.css';
import '../kit/layout.css';
import './shell/office.css';
import './shell/frame.css';
import './shell/tables.css';
import './shell/forms.css';
import { Office } from './office.tsx';

const root = document.getElementById('root');
if (!root) throw new Error('the page has no #root');

createRoot(root).render(<Office />);
