import type { FastifyError, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { App } from '../../platform/app.ts';
import { transaction } from '../../platform/database.ts';
import type { Exchange } from '../../platform/operation.ts';
import { Problem } from '../../platform/problem.ts';
import { fileRequest } from './filing.ts';
import { type Asked, jurisdiction, readRequest, readRequests } from './reading.ts';
import { definition, services } from './services.ts';
import { errorsOf, Trouble, troubleOf } from './trouble.ts';
import { type Value, xmlOf } from './xml.ts';

const BASE = '/open311/v2';
const READS_PER_MINUTE = 120;
const FILINGS_PER_MINUTE = 60;
const NAMED = /^(.+)\.(json|xml)$/;

type Format = 'json' | 'xml';

/** The extension asked for; JSON where an address has none. */
const formatOf = (request: FastifyRequest): Format => (/\.xml$/.test(request.url.split('?')[0] ?? '') ? 'xml' : 'json');

function send(reply: FastifyReply, format: Format, root: string, value: Value): FastifyReply {
  return reply
    .header('cache-control', 'no-store')
    .type(format === 'xml' ? 'text/xml; charset=utf-8' : 'application/json; charset=utf-8')
    .send(format === 'xml' ? xmlOf(root, value) : JSON.stringify(value));
}

/** The name in an address that ends with a format. */
function named(request: FastifyRequest): string {
  const name = NAMED.exec((request.params as { name: string }).name)?.[1];
  if (!name) throw new Trouble(404, 'the address ends with .json or .xml');
  return name;
}

/** Arguments by name, each once: of several of one name the first counts. */
const onceEach = (all: Iterable<[string, unknown]>): Asked => {
  const asked: Record<string, string> = Object.create(null);
  for (const [name, value] of all) {
    const first = Array.isArray(value) ? value[0] : value;
    if (!(name in asked) && typeof first === 'string' && first.trim() !== '') asked[name] = first.trim();
  }
  return asked;
};
const questionOf = (request: FastifyRequest): Asked => onceEach(Object.entries(request.query as Record<string, unknown>));

const exchangeOf = (app: App, request: FastifyRequest): Exchange => ({
  address: request.ip,
  device: '',
  origin: app.config.publicUrl ?? '',
  session: null,
  setSession() {},
});

/** Open311 GeoReport v2 at `/open311/v2`: services and public requests for everybody, filing with a key. Knows no cookie and no sign-in. */
export const open311Routes =
  (app: App): FastifyPluginAsync =>
  async (server) => {
    server.addHook('onRequest', async (request, reply) => {
      request.caller = { actor: { kind: 'anyone' }, session: null, entering: null };
      // Read by programs in pages of anyone; there is no cookie here that could be used against somebody.
      reply.header('access-control-allow-origin', '*').header('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
    });
    server.setErrorHandler((error: FastifyError | Problem | Trouble, request, reply) => {
      const format = formatOf(request);
      const trouble = error instanceof Trouble ? error : error instanceof Problem ? troubleOf(error) : null;
      if (error instanceof Problem && error.extra.retryAfter) reply.header('retry-after', error.extra.retryAfter);
      if (trouble) return send(reply.status(trouble.status), format, 'errors', errorsOf(trouble));
      const own = error as FastifyError;
      const status = own.statusCode && own.statusCode >= 400 && own.statusCode < 500 ? own.statusCode : 500;
      if (status === 500)
        app.log.error({ route: request.routeOptions.url, problem: own.name, code: own.code, stack: own.stack }, 'a request failed');
      const sentence =
        status === 500
          ? 'something went wrong here'
          : status === 415
            ? 'a form is needed: application/x-www-form-urlencoded'
            : 'the request cannot be read';
      return send(reply.status(status), format, 'errors', errorsOf(new Trouble(status, sentence)));
    });
    server.removeAllContentTypeParsers();
    server.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
      done(null, onceEach(new URLSearchParams(String(body)))),
    );
    const limited = (most: number) => ({
      config: { rateLimit: { max: Math.min(most, app.config.requestsPerMinute), timeWindow: 60_000 } },
    });
    const reads = limited(READS_PER_MINUTE);

    for (const format of ['json', 'xml'] as const) {
      server.get(`${BASE}/discovery.${format}`, reads, (request, reply) => {
        const origin = app.config.publicUrl ?? `${request.protocol}://${request.host}`;
        const endpoint = {
          specification: 'http://wiki.open311.org/GeoReport_v2',
          url: `${origin}${BASE}`,
          changeset: '2026-11-24T00:00:00+08:00',
          type: app.config.demo ? 'test' : 'production',
          formats: ['text/xml', 'application/json'],
        };
        return send(reply, format, 'discovery', {
          changeset: endpoint.changeset,
          contact: `${origin}/`,
          key_service: '由县（市、区）管理员在办公端「对外接口」里发密钥',
          endpoints: [endpoint],
        });
      });
      server.get(`${BASE}/services.${format}`, reads, async (request, reply) => {
        await transaction(app.pool, { kind: 'anyone' }, (tx) => jurisdiction(tx, questionOf(request)));
        return send(reply, format, 'services', services());
      });
      server.get(`${BASE}/requests.${format}`, reads, async (request, reply) => {
        const asked = questionOf(request);
        const { requests, next } = await readRequests(app, asked);
        if (next)
          reply.header(
            'link',
            `<${BASE}/requests.${format}?${new URLSearchParams({ ...(asked as Record<string, string>), after: next })}>; rel="next"`,
          );
        return send(reply, format, 'service_requests', requests);
      });
      server.post(`${BASE}/requests.${format}`, limited(FILINGS_PER_MINUTE), async (request, reply) => {
        const filed = await fileRequest(app, (request.body ?? {}) as Asked, exchangeOf(app, request));
        return send(reply.status(201), format, 'service_requests', filed);
      });
    }
    server.get(`${BASE}/services/:name`, reads, (request, reply) =>
      send(reply, formatOf(request), 'service_definition', definition(named(request))),
    );
    server.get(`${BASE}/requests/:name`, reads, async (request, reply) =>
      send(reply, formatOf(request), 'service_requests', await readRequest(app, named(request))),
    );
    // A request gets its number at once, so the number is its own token.
    server.get(`${BASE}/tokens/:name`, reads, async (request, reply) => {
      const token = named(request);
      await readRequest(app, token);
      return send(reply, formatOf(request), 'service_requests', [{ service_request_id: token, token }]);
    });
    const nothing = async () => {
      throw new Trouble(404, 'there is nothing at this address');
    };
    server.get('/open311/*', nothing);
    server.post('/open311/*', nothing);
  };
