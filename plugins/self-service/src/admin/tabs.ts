/** What there is to administer, in the order of its tabs. */
export const adminTabs = [
  { id: 'limits', label: 'Limits' },
  { id: 'policies', label: 'Policies' },
  { id: 'prices', label: 'Prices' },
  { id: 'targets', label: 'Targets' },
  { id: 'previews', label: 'Previews' },
] as const;
export type AdminTab = (typeof adminTabs)[number]['id'];

/** The tab that the address names; the first without one. */
export function tabOf(name: string | null): AdminTab {
  return adminTabs.find(({ id }) => id === name)?.id ?? adminTabs[0].id;
}
