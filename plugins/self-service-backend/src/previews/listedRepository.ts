import { InputError } from '@backstage/errors';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { PreviewSettings } from './previewSettings';

export type ListedRepository = PreviewSettings['repositories'][number];

/** What the settings say of a repository; capital letters do not matter. */
export function listedOf(
  settings: PreviewSettings,
  repository: string,
): ListedRepository | undefined {
  const plain = (text: string) => text.toLocaleLowerCase('en-US');
  return settings.repositories.find(
    entry => plain(entry.repository) === plain(repository),
  );
}

/**
 * The full reference of the component that a pull request is of.
 *
 * @throws InputError when nobody says, or another one is named than is listed
 */
export function componentOf(
  news: { repository: string; component?: string },
  listed: ListedRepository | undefined,
): string {
  const ref = news.component ?? listed?.component;
  if (!ref) {
    throw new InputError(
      `repository: it is not known which component ${news.repository} is; name one, or list it under selfService.previews.repositories`,
    );
  }
  const component = canonical(ref);
  if (listed && component !== canonical(listed.component)) {
    throw new InputError(
      `component: ${news.repository} is ${canonical(
        listed.component,
      )} by selfService.previews.repositories and not ${component}; leave it out, or have a platform engineer correct the list`,
    );
  }
  return component;
}

function canonical(ref: string): string {
  return stringifyEntityRef(
    parseEntityRef(ref, {
      defaultKind: 'component',
      defaultNamespace: 'default',
    }),
  );
}
