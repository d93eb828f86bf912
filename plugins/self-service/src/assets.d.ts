// Types of imported stylesheets and images; the bundler handles the rest.
/// <reference types="@backstage/cli/asset-types" />
