export { DefaultAnnouncer } from './DefaultAnnouncer';
export { publishResourceChanged } from './publishResourceChanged';
