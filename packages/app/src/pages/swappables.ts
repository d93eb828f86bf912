import {
  ErrorDisplay,
  NotFoundErrorPage,
  PageLayout as CorePageLayout,
  Progress,
} from '@backstage/frontend-plugin-api';
import { SwappableComponentBlueprint } from '@backstage/plugin-app-react';
import { Failure } from './Failure';
import { NotFound } from './NotFound';
import { PageLayout } from './PageLayout';
import { PageProgress } from './PageProgress';

// Each replaces the stock component of the same name.

const notFound = SwappableComponentBlueprint.make({
  name: 'core-not-found-error-page',
  params: define =>
    define({ component: NotFoundErrorPage, loader: () => NotFound }),
});

const failure = SwappableComponentBlueprint.make({
  name: 'core-error-display',
  params: define => define({ component: ErrorDisplay, loader: () => Failure }),
});

const progress = SwappableComponentBlueprint.make({
  name: 'core-progress',
  params: define => define({ component: Progress, loader: () => PageProgress }),
});

const pageLayout = SwappableComponentBlueprint.make({
  name: 'core-page-layout',
  params: define =>
    define({ component: CorePageLayout, loader: () => PageLayout }),
});

/** What frames any page, and what it may fall back to. */
export const swappables = [notFound, failure, progress, pageLayout];
