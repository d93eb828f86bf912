import { Exemption, swaggerUi } from './axe';

/** A kind of page, at an address that shows it at its fullest. */
export type PortalPage = {
  name: string;
  path: string;
  /** The heading that says that the page itself has arrived. */
  heading: string | RegExp;
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
    name: 'notifications',
    path: '/notifications',
    heading: 'Notifications',
  },
  { name: 'settings', path: '/settings', heading: 'Settings' },
  { name: 'an address that leads nowhere', path: '/nowhere', heading: /./ },
];
