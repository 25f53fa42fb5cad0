import type { FastifyPluginAsync } from 'fastify';
import type { App } from './platform/app.ts';

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** `/healthz`: the process lives. `/readyz`: it can serve. `/metrics`: numbers, to this machine only. */
export const healthRoutes =
  (app: App): FastifyPluginAsync =>
  async (server) => {
    server.get('/healthz', async () => ({ status: 'ok' }));
    server.get('/readyz', async (_request, reply) => {
      try {
        await app.pool.query('select 1');
        return { status: 'ready' };
      } catch {
        return reply.status(503).header('retry-after', 5).send({ status: 'database unreachable' });
      }
    });
    server.get('/metrics', async (request, reply) => {
      // What a proxy forwards comes from loopback too; who scrapes on this machine forwards nothing.
      const forwarded = request.headers['x-forwarded-for'] ?? request.headers.forwarded;
      if (forwarded !== undefined || !LOOPBACK.has(request.ip)) return reply.status(404).send();
      app.metrics.pool.set({ state: 'idle' }, app.pool.idleCount);
      app.metrics.pool.set({ state: 'busy' }, app.pool.totalCount - app.pool.idleCount);
      app.metrics.pool.set({ state: 'waiting' }, app.pool.waitingCount);
      return reply.type(app.metrics.registry.contentType).send(await app.metrics.registry.metrics());
    });
  };
