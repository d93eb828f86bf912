export * from './bands';
export * from './commitGraph';
export * from './deliveryOrder';
export * from './leadTime';
export * from './metrics';
export * from './percentile';
export * from './projection';
export * from './windows';
