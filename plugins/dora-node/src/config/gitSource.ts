import { z } from 'zod';
import { InputError } from '@backstage/errors';
import {
  deliveryBatchSchema,
  fullEntityRef,
} from '@slipway/plugin-dora-common';
import { parseRepositoryLocation } from '@slipway/git';
import { parseKeyPath } from './keyPath';
import { compileNamePattern } from './namePattern';
import {
  fillPattern,
  Placeholder,
  placeholders,
  placeholdersIn,
} from './textPattern';
import {
  compileVersionPattern,
  defaultVersionPatterns,
} from './versionPattern';

/** Runs a parser of ours as a rule, so that its message names the field. */
function parsedBy<T extends z.ZodType>(
  schema: T,
  parse: (value: z.output<T>) => unknown,
) {
  return schema.check(context => {
    try {
      parse(context.value);
    } catch (error) {
      context.issues.push({
        code: 'custom',
        input: context.value,
        message: error instanceof Error ? error.message : String(error),
      });
    }
  });
}

const namePattern = parsedBy(z.string().min(1).max(300), compileNamePattern);

const commitUrl = z
  .string()
  .max(1900)
  .refine(
    url =>
      /^https?:\/\/[^{}]*\{sha\}[^{}]*$/.test(url) &&
      URL.canParse(url.replace('{sha}', '0')),
    'must be an http or https URL that holds {sha} once',
  );

const repositoryFields = {
  /** A URL, `git@host:path`, a path to a repository or to a bundle file. */
  repository: parsedBy(z.string().min(1).max(2000), location =>
    parseRepositoryLocation(fillPattern(location, { service: 'service' }), {
      baseDir: '/',
    }),
  ),
  /** Name under which commits are kept; default: host and path, or the folder's name. */
  repositoryId: z
    .string()
    .max(200)
    .regex(
      /^[A-Za-z0-9][A-Za-z0-9._/:@-]*$/,
      'must be letters, digits and . _ / : @ -, beginning with a letter or digit',
    )
    .optional(),
  /** How a commit is linked, `{sha}` replaced; known for GitHub and GitLab. */
  commitUrl: commitUrl.optional(),
};

const environmentName = z.string().min(1).max(200);

export const releaseTagsSchema = z.strictObject({
  ...repositoryFields,
  /** Tags that are deployments: a glob (`v*`) or `/regular expression/`. */
  tags: namePattern,
  /** Whose deployments they are: a full entity reference in lower case. */
  service: fullEntityRef,
  environment: environmentName.default('production'),
  /** `tag`: when the tag was made (lightweight: its commit's time); `commit`. */
  time: z.enum(['tag', 'commit']).default('tag'),
});

const pathPattern = parsedBy(
  z.string().min(1).max(1000),
  placeholdersIn,
).refine(
  path => !path.startsWith('/') && !path.endsWith('/'),
  'must be relative to the repository, without a slash at either end',
);

export const gitopsSchema = z
  .strictObject({
    ...repositoryFields,
    /** Default: the repository's default branch. */
    branch: z
      .string()
      .max(250)
      .regex(
        /^(?![-/.])(?!.*(\.\.|@\{|\/\/|\/\.))[^\s~^:?*[\\\p{Cc}]+(?<![/.])$/u,
        'must be the name of a branch',
      )
      .optional(),
    /** Files that hold versions, `{service}` and `{environment}` in place; several when the layout changed. */
    path: z.union([pathPattern, z.array(pathPattern).min(1).max(20)]),
    /** Key of the version in them, such as `image.tag` or `images[name={service}].newTag`. */
    key: parsedBy(z.string().min(1).max(500), parseKeyPath),
    /** When neither path nor key says it. */
    environment: environmentName.optional(),
    /** When neither path nor key names it: the one service of these files. */
    service: fullEntityRef.optional(),
    /** Entity of a service's name. */
    entity: z.string().max(400).default('component:default/{service}'),
    /** Entities of the names that `entity` gets wrong. */
    entities: z.record(z.string(), fullEntityRef).default({}),
    /** Names to take, and of those the ones to leave out (globs or `/regular expressions/`). */
    include: z.array(namePattern).default(['*']),
    exclude: z.array(namePattern).default([]),
  })
  .check(context => {
    for (const message of placeholderProblems(context.value)) {
      context.issues.push({ code: 'custom', input: context.value, message });
    }
  });

function placeholderProblems(gitops: {
  path: string | string[];
  key: string;
  service?: string;
  environment?: string;
}): string[] {
  const inKey = known(gitops.key);
  return [gitops.path].flat().flatMap(path => {
    const inPath = known(path);
    return (['service', 'environment'] as const).flatMap(name => {
      const varies = inKey.has(name) || inPath.has(name);
      if (varies === (gitops[name] === undefined)) {
        return [];
      }
      return varies
        ? [`${name} must be left out, because {${name}} says it`]
        : [`{${name}} must be in path or key, or ${name} must be set`];
    });
  });
}

/** An unknown placeholder is reported where it is written. */
function known(pattern: string): Set<Placeholder> {
  try {
    return placeholdersIn(pattern);
  } catch {
    return new Set(placeholders);
  }
}

const versionPattern = z.union([
  parsedBy(z.string().max(300), pattern => compileVersionPattern({ pattern })),
  parsedBy(
    z.strictObject({ pattern: z.string().max(300), tag: z.string().max(300) }),
    compileVersionPattern,
  ),
]);

export const serviceHistorySchema = z
  .strictObject({
    ...repositoryFields,
    /** May hold `{service}`, the entity's name; absent with `fromCatalog`. */
    repository: repositoryFields.repository.optional(),
    /** Services it is for: globs over entity references; the first entry that fits is used. */
    services: z.array(namePattern).default(['*']),
    /**
     * Take the repository from the entity's annotations, when it is on one of
     * these hosts: whoever may edit an entity must not choose what we call.
     */
    fromCatalog: z.array(z.hostname()).min(1).optional(),
    /** How a version names a commit; the first that leads to one is used. */
    versions: z.array(versionPattern).min(1).default(defaultVersionPatterns),
  })
  .refine(
    history =>
      (history.repository === undefined) !==
      (history.fromCatalog === undefined),
    'must have either repository or fromCatalog',
  )
  .refine(
    history =>
      !history.repositoryId ||
      (history.repository !== undefined &&
        !history.repository.includes('{service}')),
    'repositoryId is only for an entry with one repository',
  );

export const gitSourceSchema = z
  .strictObject({
    /** Name of the source, under which its deliveries are kept. */
    id: deliveryBatchSchema.shape.source,
    releases: z.array(releaseTagsSchema).default([]),
    gitops: z.array(gitopsSchema).default([]),
    histories: z.array(serviceHistorySchema).default([]),
  })
  .refine(
    source => source.releases.length + source.gitops.length > 0,
    'must have releases, gitops or both',
  );

export type GitSource = z.output<typeof gitSourceSchema>;
export type GitSourceInput = z.input<typeof gitSourceSchema>;
export type ReleaseTags = z.output<typeof releaseTagsSchema>;
export type Gitops = z.output<typeof gitopsSchema>;
export type ServiceHistory = z.output<typeof serviceHistorySchema>;

/**
 * Checks a Git source's configuration and fills the defaults in. Throws one
 * InputError that names every wrong field and its rule, and no value of it,
 * because a repository's URL may hold a token.
 */
export function parseGitSource(input: unknown): GitSource {
  const parsed = gitSourceSchema.safeParse(input);
  if (parsed.success) {
    return parsed.data;
  }
  const problems = parsed.error.issues.flatMap(issue => describe(issue, []));
  throw new InputError(`The Git source is not valid. ${problems.join('; ')}`);
}

/** Of a union's branches, the one that got furthest knows the rule. */
function describe(issue: z.core.$ZodIssue, above: PropertyKey[]): string[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'invalid_union') {
    const branch = issue.errors.find(
      errors => errors.length > 0 && errors[0].code !== 'invalid_type',
    );
    if (branch) {
      return branch.flatMap(error => describe(error, path));
    }
  }
  const field = path
    .map(part => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
  return [field ? `${field}: ${issue.message}` : issue.message];
}
