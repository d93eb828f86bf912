import { createFrontendModule } from '@backstage/frontend-plugin-api';
import searchPlugin from '@backstage/plugin-search/alpha';
import { RiSearch2Line } from '@remixicon/react';

const searchPage = searchPlugin.getExtension('page:search').override({
  params: {
    icon: <RiSearch2Line />,
    noHeader: true,
    loader: () => import('./SearchPage').then(module => <module.SearchPage />),
  },
});

/** `page:search` drawn like the rest of the portal, and usable on a phone. */
export const searchModule = createFrontendModule({
  pluginId: 'search',
  extensions: [searchPage],
});
