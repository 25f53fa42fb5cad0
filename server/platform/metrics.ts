import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** Numbers for the operator; labels are operation names and codes, never anything about a person. */
export function makeMetrics(options: { process?: boolean } = {}) {
  const registry = new Registry();
  if (options.process) collectDefaultMetrics({ register: registry });
  return {
    registry,
    requests: new Histogram({
      name: 'linli_request_seconds',
      help: 'Time of each operation by name and status.',
      labelNames: ['operation', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registers: [registry],
    }),
    jobs: new Counter({
      name: 'linli_jobs_total',
      help: 'Jobs run by kind and outcome.',
      labelNames: ['kind', 'outcome'],
      registers: [registry],
    }),
    turnedAway: new Counter({
      name: 'linli_turned_away_total',
      help: 'Calls turned away because the server was too busy.',
      registers: [registry],
    }),
    backupReached: new Gauge({
      name: 'linli_backup_reached_seconds',
      help: 'Moment up to which everything lies in the backup target, since 1970; 0 where no continuous backup is set.',
      registers: [registry],
    }),
    backupWhole: new Gauge({
      name: 'linli_backup_whole_seconds',
      help: 'Moment of the newest whole backup, since 1970; 0 where none is made by itself.',
      registers: [registry],
    }),
    backupWaiting: new Gauge({
      name: 'linli_backup_waiting_bytes',
      help: 'Log that PostgreSQL keeps until it is in the backup target.',
      registers: [registry],
    }),
    scans: new Counter({
      name: 'linli_scans_total',
      help: 'Files asked about at the virus scanner, by what it said: clean, found, or away.',
      labelNames: ['outcome'],
      registers: [registry],
    }),
    pool: new Gauge({ name: 'linli_pool_clients', help: 'Database connections by state.', labelNames: ['state'], registers: [registry] }),
  };
}

export type Metrics = ReturnType<typeof makeMetrics>;
