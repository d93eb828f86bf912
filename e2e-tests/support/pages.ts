import { Exemption, swaggerUi } from './axe';
import { Persona, personas } from './portal';

/** A kind of page, at an address that shows it at its fullest. */
export type PortalPage = {
  name: string;
  path: string;
  /** The heading that says that the page itself has arrived. */
  heading: string | RegExp;
  /** Who sees it at its fullest; the developer unless said. */
  persona?: Persona;
  /** What of it is not ours. */
  foreign?: Exemption[];
};

const payments = '/catalog/default/component/payment-service';
const company = /^Saltmarsh Supply/;

/** Every kind of page. */
export const pages: PortalPage[] = [
  { name: 'home', path: '/', heading: 'Your services' },
  { name: 'catalog', path: '/catalog', heading: 'Catalog' },
  { name: 'APIs', path: '/api-docs', heading: 'APIs' },
  { name: 'service', path: payments, heading: 'About' },
  {
    name: 'delivery of a service, as a tab',
    path: `${payments}/delivery`,
    heading: 'Latest deployments',
  },
  {
    name: 'dependencies of a service',
    path: `${payments}/dependencies`,
    heading: 'Payments',
  },
  {
    name: 'API',
    path: '/catalog/default/api/orders-api',
    heading: 'About',
  },
  {
    name: 'API definition',
    path: '/catalog/default/api/orders-api/definition',
    heading: /^Orders API 3/,
    foreign: swaggerUi,
  },
  {
    name: 'team',
    path: '/catalog/default/group/checkout',
    heading: 'About',
  },
  {
    name: 'what a team has, as a tab',
    path: '/catalog/default/group/checkout/self-service',
    heading: 'Resources',
  },
  {
    name: 'what a service has, as a tab',
    path: `${payments}/self-service`,
    heading: 'Resources',
  },
  {
    name: 'person',
    path: '/catalog/default/user/ana.brandt',
    heading: 'Ana Brandt',
  },
  { name: 'organisation', path: '/organisation', heading: 'Organisation' },
  { name: 'search', path: '/search?query=checkout', heading: 'Search' },
  {
    name: 'delivery of the organisation',
    path: '/delivery',
    heading: 'Latest deployments',
  },
  {
    name: 'delivery of a team',
    path: '/delivery/group/default/checkout',
    heading: 'Latest deployments',
  },
  {
    name: 'delivery of a service without data',
    path: '/delivery/component/default/harbour-guide',
    heading: /^No data/,
  },
  {
    name: 'deployments',
    path: '/delivery/deployments',
    heading: 'All deployments',
  },
  { name: 'changes', path: '/delivery/changes', heading: 'All changes' },
  { name: 'coverage', path: '/delivery/coverage', heading: company },
  {
    name: 'definitions',
    path: '/delivery/definitions',
    heading: 'Change lead time',
  },
  {
    name: 'self-service',
    path: '/self-service',
    heading: 'Ask for',
  },
  {
    name: 'request form',
    path: '/self-service/request/namespace',
    heading: 'What you need',
  },
  {
    name: 'request form of a kind that nobody offers',
    path: '/self-service/request/spaceship',
    heading: /./,
  },
  {
    name: 'approvals',
    path: '/self-service/approvals',
    heading: 'You may decide',
    persona: personas.teamLead,
  },
  {
    name: 'approvals of everybody',
    path: '/self-service/approvals?show=waiting',
    heading: 'All that wait',
  },
  {
    name: 'decided approvals',
    path: '/self-service/approvals?show=decided',
    heading: 'Decided',
  },
  {
    name: 'activity',
    path: '/self-service/activity',
    heading: 'Chain of records',
    persona: personas.platformEngineer,
  },
  {
    name: 'activity, for somebody who may not read it',
    path: '/self-service/activity',
    heading: /./,
  },
  ...['limits', 'policies', 'prices', 'targets', 'previews'].map(tab => ({
    name: `administration of ${tab}`,
    path: `/self-service/admin?tab=${tab}`,
    heading: 'Administration',
    persona: personas.platformEngineer,
  })),
  {
    name: 'administration, for somebody who may only look',
    path: '/self-service/admin',
    heading: 'Administration',
  },
  {
    name: 'notifications',
    path: '/notifications',
    heading: 'Notifications',
  },
  { name: 'settings', path: '/settings', heading: 'Settings' },
  { name: 'an address that leads nowhere', path: '/nowhere', heading: /./ },
];
