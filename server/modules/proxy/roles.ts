/** Those who take papers from residents and hand them in. */
export const STATION = ['grid-worker', 'station-worker', 'station-head'] as const;
/** Those who receive them at the township. */
export const WINDOW = ['window-clerk', 'dispatcher'] as const;
