import { z } from 'zod';
import { toFullRef } from './entityRef';
import { nearestName } from './nearestName';
import type { MetadataField } from './names';
import {
  complianceTagIds,
  ChatChannel,
  ComplianceTag,
  OnCallContact,
  Tier,
  tiers,
} from './values';

/** What the annotation of each field holds once it is read. */
export type MetadataValues = {
  tier: Tier;
  onCall: OnCallContact;
  technology: string[];
  runbook: string;
  dashboard: string;
  docs: string;
  chat: ChatChannel;
  compliance: ComplianceTag[];
  lead: string;
  timeZone: string;
  costCenter: string;
  selfServiceId: string;
};

/** What one annotation must hold, and what to say when it does not. */
export type MetadataRule<T> = {
  /** Reads the annotation's text; its output is what pages work with. */
  schema: z.ZodType<T, string>;
  /** The rule as a clause that follows the field's name. */
  rule: string;
  /** What to write instead. */
  remedy: (value: string) => string;
  /** Lower-case kinds that may carry the annotation. */
  kinds: readonly string[];
};

const runningKinds = ['component', 'resource', 'api', 'system'];
const anyKind = [...runningKinds, 'domain', 'group'];

// The expression refuses what URL() would repair: "https:wiki", blanks.
const httpsUrl = z
  .string()
  .regex(/^https:\/\/[^\s/]+\S*$/)
  .refine(text => URL.canParse(text));

const splitList = (text: string) => text.split(',').map(item => item.trim());
const isUnique = (items: readonly string[]) =>
  new Set(items.map(item => item.toLowerCase())).size === items.length;
const quotedTags = complianceTagIds.join(', ');

/** Fails the parse when `read` finds nothing. */
function readAs<T>(read: (text: string) => T | undefined) {
  return z.string().transform((text, context): T => {
    const value = read(text);
    if (value === undefined) {
      context.addIssue({ code: 'custom', message: 'not readable' });
      return z.NEVER;
    }
    return value;
  });
}

const isHttpsUrl = (text: string) => httpsUrl.safeParse(text).success;

function readOnCall(text: string): OnCallContact | undefined {
  const entityRef = toFullRef(text, ['group', 'user']);
  if (entityRef) {
    return { type: 'entity', entityRef };
  }
  if (isHttpsUrl(text)) {
    return { type: 'url', url: text };
  }
  return z.email().safeParse(text).success
    ? { type: 'email', email: text }
    : undefined;
}

function readChat(text: string): ChatChannel | undefined {
  if (/^#[a-z0-9][a-z0-9_-]{0,79}$/.test(text)) {
    return { type: 'channel', channel: text };
  }
  return isHttpsUrl(text) ? { type: 'url', url: text } : undefined;
}

function readTechnology(text: string): string[] | undefined {
  const items = splitList(text);
  const readable = items.every(item =>
    /^[A-Za-z0-9][A-Za-z0-9 .+#/-]{0,39}$/.test(item),
  );
  return readable && isUnique(items) ? items : undefined;
}

function readCompliance(text: string): ComplianceTag[] | undefined {
  const tags = splitList(text).map(item =>
    complianceTagIds.find(known => known === item),
  );
  const known = tags.filter(tag => tag !== undefined);
  return known.length === tags.length && isUnique(known) ? known : undefined;
}

function complianceRemedy(text: string): string {
  const unknown = splitList(text).find(
    item => !complianceTagIds.some(known => known === item),
  );
  if (unknown === undefined) {
    return 'Name each tag once.';
  }
  const meant = nearestName(unknown, complianceTagIds);
  return meant
    ? `Write "${meant}" instead of "${unknown}".`
    : `Remove "${unknown}", or choose from: ${quotedTags}.`;
}

function isTimeZone(text: string): boolean {
  if (!/^(UTC|[A-Z][A-Za-z_]+(\/[A-Z][A-Za-z0-9_+-]+)+)$/.test(text)) {
    return false;
  }
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: text }));
  } catch {
    return false;
  }
}

const costCenterPattern = /^[A-Z0-9][A-Z0-9-]{1,31}$/;

const urlRule = (what: string, kinds: readonly string[]) => ({
  schema: httpsUrl,
  rule: `must be one full https URL of ${what}`,
  remedy: (value: string) =>
    value.startsWith('http://')
      ? `Write "https://${value.slice('http://'.length)}".`
      : `Write the address in full, for example "https://wiki.example.com/page".`,
  kinds,
});

/** The rule of each field. Other code should use the reader and the check. */
export const metadataRules: {
  readonly [F in MetadataField]: MetadataRule<MetadataValues[F]>;
} = {
  tier: {
    schema: readAs(text => tiers.find(tier => String(tier) === text)),
    rule: 'must be "1", "2", "3" or "4"',
    remedy: () =>
      'Write "1" when the business stops without it, and up to "4" when only its own team notices.',
    kinds: runningKinds,
  },
  onCall: {
    schema: readAs(readOnCall),
    rule: 'must be a group or user of the catalog, an https URL or an e-mail address',
    remedy: () =>
      'Write, for example, "group:default/checkout", "https://rota.example.com/checkout" or "checkout@example.com".',
    kinds: anyKind,
  },
  technology: {
    schema: readAs(readTechnology),
    rule: 'must list names of technologies, separated by commas, each once and of at most 40 characters',
    remedy: () => 'Write, for example, "TypeScript, Node.js, PostgreSQL".',
    kinds: ['component', 'resource', 'api'],
  },
  runbook: urlRule('the runbook', runningKinds),
  dashboard: urlRule('the dashboard', anyKind),
  docs: urlRule('the documentation', anyKind),
  chat: {
    schema: readAs(readChat),
    rule: 'must be a channel such as "#checkout" (lower case) or an https URL',
    remedy: (value: string) =>
      /^[a-z0-9][a-z0-9_-]*$/i.test(value)
        ? `Write "#${value.toLowerCase()}" in quotes.`
        : 'Write, for example, "#checkout" in quotes.',
    kinds: anyKind,
  },
  compliance: {
    schema: readAs(readCompliance),
    rule: `must list known tags, separated by commas, each once: ${quotedTags}`,
    remedy: complianceRemedy,
    kinds: runningKinds,
  },
  lead: {
    schema: readAs(text => toFullRef(text, ['user'])),
    rule: 'must be a user of the catalog',
    remedy: () => 'Write, for example, "user:default/joel.mensah".',
    kinds: ['group'],
  },
  timeZone: {
    schema: z.string().refine(isTimeZone),
    rule: 'must be a time zone of the IANA database',
    remedy: () => 'Write, for example, "Europe/Lisbon" or "UTC".',
    kinds: ['group'],
  },
  costCenter: {
    schema: z.string().regex(costCenterPattern),
    rule: 'must be 2 to 32 capital letters, digits and dashes that begin with a letter or digit',
    remedy: (value: string) =>
      costCenterPattern.test(value.toUpperCase())
        ? `Write "${value.toUpperCase()}".`
        : 'Write it as the books name it, for example "CC-1001".',
    kinds: ['group'],
  },
  selfServiceId: {
    schema: z.uuid(),
    rule: 'must be the id of a resource of the self-service pages',
    remedy: () => 'Remove it: Slipway sets it on the entities of what it made.',
    kinds: ['resource'],
  },
};
