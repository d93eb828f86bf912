/**
 * The repository a catalog entity's own annotations name, or undefined:
 * `backstage.io/source-location` (`url:https://host/owner/name/tree/main/`),
 * `github.com/project-slug` and `gitlab.com/project-slug`.
 */
export function repositoryFromAnnotations(
  annotations: Record<string, string> | undefined,
): string | undefined {
  const slugs = [
    ['github.com/project-slug', 'https://github.com'],
    ['gitlab.com/project-slug', 'https://gitlab.com'],
  ] as const;
  for (const [annotation, site] of slugs) {
    const slug = annotations?.[annotation];
    if (slug && /^[\w.-]+(\/[\w.-]+)+$/.test(slug)) {
      return `${site}/${slug}`;
    }
  }
  const location = annotations?.['backstage.io/source-location'];
  const url = location?.startsWith('url:') ? location.slice(4) : undefined;
  return url && URL.canParse(url) ? repositoryOf(new URL(url)) : undefined;
}

/** Cuts what forges put behind a repository's path to name a folder in it. */
function repositoryOf(url: URL): string | undefined {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return undefined;
  }
  const path = url.pathname
    .split(/\/(?:-\/)?(?:tree|blob|src|raw)\//)[0]
    .replace(/\/+$/, '');
  return path.split('/').length >= 3 ? `${url.origin}${path}` : undefined;
}
