import '@backstage/cli/asset-types';
import '@backstage/ui/css/styles.css';
import './theme/slipway.css';
import ReactDOM from 'react-dom/client';
import { app } from './App';
import { applyStoredMode } from './theme/applyStoredMode';

const root = document.getElementById('root');
if (!root) {
  throw new Error('The page has no element with the id "root" to draw into.');
}
applyStoredMode(window);
ReactDOM.createRoot(root).render(app.createRoot());
