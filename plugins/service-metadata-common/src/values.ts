/** 1: the business stops without it; 4: nobody outside its team notices. */
export const tiers = [1, 2, 3, 4] as const;
export type Tier = (typeof tiers)[number];

/** What each tier promises, for tooltips and tables. */
export const tierMeanings: Readonly<Record<Tier, string>> = {
  1: 'Business stops without it',
  2: 'Customers notice within the hour',
  3: 'Colleagues notice within the day',
  4: 'Only its own team notices',
};

/** The tags `slipway.dev/compliance` may list, with the name people know. */
export const complianceTags = {
  gdpr: 'GDPR',
  'iso-27001': 'ISO/IEC 27001',
  nis2: 'NIS2',
  'pci-dss': 'PCI DSS',
  'soc-2': 'SOC 2',
  sox: 'SOX',
} as const;
export type ComplianceTag = keyof typeof complianceTags;

export const complianceTagIds = Object.keys(
  complianceTags,
) as readonly string[] as readonly ComplianceTag[];

/** Whom to reach; `entityRef` is full and lower case, `group:default/checkout`. */
export type OnCallContact =
  | { type: 'entity'; entityRef: string }
  | { type: 'url'; url: string }
  | { type: 'email'; email: string };

/** Where to talk; `channel` includes its `#`. */
export type ChatChannel =
  | { type: 'channel'; channel: string }
  | { type: 'url'; url: string };
