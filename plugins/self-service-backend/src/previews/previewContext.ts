import { Forge } from './forge';
import { PreviewSettings } from './previewSettings';

/** What bringing previews in step needs beside the engine. */
export type PreviewContext = {
  settings: PreviewSettings;
  forge: Forge | undefined;
  /** Where the portal's pages are. */
  portalUrl: string;
};
