// Types of imported stylesheets and images; the bundler handles the rest.
import '@backstage/cli/asset-types';
