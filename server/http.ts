import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import type { Actor } from '../domain/accounts/actor.ts';
import { STAFF_ROLES } from '../domain/accounts/roles.ts';
import { healthRoutes } from './health.ts';
import { authenticate, type Caller } from './modules/accounts/index.ts';
import { boardRoutes } from './modules/board/index.ts';
import { fileRoutes } from './modules/files/index.ts';
import { demandFewWrongReceipts } from './modules/matters/index.ts';
import { open311Routes } from './modules/open311/index.ts';
import { openApiDocument } from './openapi.ts';
import { operations } from './operations.ts';
import type { App } from './platform/app.ts';
import type { Exchange, Operation } from './platform/operation.ts';
import { watchPressure } from './platform/pressure.ts';
import { Problem } from './platform/problem.ts';
import { openTo, runOperation } from './platform/run-operation.ts';
import { noteRefusal } from './platform/security-log.ts';
import { framesOf } from './platform/without-words.ts';
import { webRoutes } from './web-files.ts';

const RETRY_AFTER_SECONDS = 2;
const LARGEST_BODY = 256 * 1024;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** Where people come by https the cookie is bound to this very host, so that no neighbouring host can plant one. */
const cookieName = (secure: boolean): string => (secure ? '__Host-linli_session' : 'linli_session');

declare module 'fastify' {
  interface FastifyRequest {
    /** Who calls, known before any handler runs. */
    caller: Caller;
  }
}

/** The HTTP face: one route for each operation served, files, health, the web pages. Every error is a problem document. */
export async function httpServer(app: App, served: readonly Operation[] = operations): Promise<FastifyInstance> {
  const server: FastifyInstance = Fastify({
    bodyLimit: LARGEST_BODY,
    loggerInstance: app.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    // Requests are not logged, so none needs a logger of its own.
    childLoggerFactory: (logger) => logger,
    trustProxy: app.config.trustedProxies,
    routerOptions: { maxParamLength: 200 },
  });
  server.decorateRequest('caller');
  server.setErrorHandler((error: FastifyError | Problem, request, reply) => answerProblem(app, error, request, reply));
  server.setNotFoundHandler((_request, reply) => sendProblem(reply, new Problem('not-found')));

  // JSON and upload forms only: plain text is what another site could send without asking first.
  server.removeContentTypeParser('text/plain');
  await server.register(cookie);
  await server.register(helmet, {
    contentSecurityPolicy: false,
    crossOriginEmbedderPolicy: false,
    hsts: false,
    frameguard: { action: 'deny' },
  });
  await server.register(multipart, { limits: { fileSize: 20 * 1024 * 1024, files: 1, fields: 4, parts: 5 } });

  const pressure = watchPressure(app.pool, app.config.pressure);
  server.addHook('onClose', async () => pressure.stop());
  server.addHook('onRequest', async (request, reply) => {
    // The route, not the address: an address may be written in many ways (%61pi).
    if (!request.routeOptions.url?.startsWith('/api/')) {
      // Pages say more; whatever else is served stands in no frame either.
      reply.header('content-security-policy', "frame-ancestors 'none'");
      return;
    }
    // Opened as a page an answer loads nothing and stands in no frame.
    reply.header('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
    guardCrossSite(request);
    // Before the caller is looked up, which itself may ask the database. Health is asked outside of /api/ and always answered.
    if (pressure.tooMuch()) {
      app.metrics.turnedAway.inc();
      throw new Problem('unavailable', { retryAfter: RETRY_AFTER_SECONDS });
    }
    const receipt = request.headers['linli-receipt'];
    if (typeof receipt === 'string') await demandFewWrongReceipts(app, receipt, request.ip);
    request.caller = await authenticate(
      app,
      request.cookies[cookieName(comesSecurely(app, request))] ?? null,
      typeof receipt === 'string' ? receipt : null,
    );
    // Work that waited on a phone is its author's: under somebody else's sign-in it is not done.
    const meant = request.headers['linli-account'];
    const { actor } = request.caller;
    if (meant !== undefined && ('accountId' in actor ? actor.accountId : null) !== meant) throw new Problem('sign-in-needed');
  });
  await server.register(rateLimit, {
    global: false,
    hook: 'preHandler',
    keyGenerator: ({ caller, ip }) => caller.entering?.accountId ?? ('accountId' in caller.actor ? caller.actor.accountId : ip),
    errorResponseBuilder: (_request, context) => new Problem('too-many-requests', { retryAfter: Math.ceil(context.ttl / 1000) }),
  });

  for (const operation of served) {
    const [noun, verb] = operation.name.split('.');
    const general = app.config.requestsPerMinute;
    const strict = Math.min(operation.perMinute ?? general, general);
    // Staff serve a queue of people; the strict limit is for those who act for themselves, or of an operation that is for staff alone (a look at a phone).
    const forStaffAlone = operation.roles.every((role) => (STAFF_ROLES as readonly string[]).includes(role));
    const max = (request: FastifyRequest) => (request.caller.actor.kind === 'staff' && !forStaffAlone ? general : strict);
    server.post(`/api/${noun}/${verb}`, { config: { rateLimit: { max, timeWindow: 60_000 } } }, (request, reply) =>
      answer(app, operation, request, reply),
    );
  }
  // Drawn when somebody first asks: few do, and the start need not wait for it.
  let document: Record<string, unknown> | undefined;
  server.get('/api/openapi.json', async () => {
    document ??= openApiDocument();
    return document;
  });
  await server.register(fileRoutes(app));
  await server.register(boardRoutes(app));
  // The pages answer every other address with a face; what is asked of the interface and is not there is not found.
  server.get('/api/*', (_request, reply) => sendProblem(reply, new Problem('not-found')));
  await server.register(open311Routes(app));
  await server.register(healthRoutes(app));
  await server.register(webRoutes(app));
  return server;
}

/** A page of another site can send neither our header nor JSON without asking first (CSRF). */
function guardCrossSite(request: FastifyRequest): void {
  if (request.method === 'GET' || request.method === 'HEAD') return;
  const site = request.headers['sec-fetch-site'];
  if (request.headers['x-linli'] !== '1' || (site !== undefined && site !== 'same-origin' && site !== 'none'))
    throw new Problem('cross-site');
}

/** The longest a phone may hold something back: it is gone after seven days, and weeks more are a wrong clock. */
const LONGEST_WAIT = 30 * 86_400_000;
const CLOCKS_DIFFER = 5 * 60_000;

/** When something was done on a phone, if that can be so: neither to come nor long ago. */
function madeAtOf(app: App, header: string | string[] | undefined): Date | null {
  const at = typeof header === 'string' ? Date.parse(header) : Number.NaN;
  const now = app.clock.now().getTime();
  return at <= now + CLOCKS_DIFFER && at >= now - LONGEST_WAIT ? new Date(Math.min(at, now)) : null;
}

/** Scheme and host as the request names them; a host that no address can hold is refused. */
function originOf(request: FastifyRequest): string {
  const origin = `${request.protocol}://${request.host}`;
  if (/[/?#@\\\s]/.test(request.host) || !URL.canParse(origin)) throw new Problem('malformed-request');
  return origin;
}

const comesSecurely = (app: App, request: FastifyRequest): boolean =>
  request.protocol === 'https' || (app.config.publicUrl?.startsWith('https:') ?? false);

function exchangeOf(app: App, request: FastifyRequest, reply: FastifyReply): Exchange {
  const secondsUntil = (date: Date) => Math.max(0, Math.round((date.getTime() - app.clock.now().getTime()) / 1000));
  const secure = comesSecurely(app, request);
  return {
    address: request.ip,
    device: String(request.headers['user-agent'] ?? '').slice(0, 200),
    origin: app.config.publicUrl ?? originOf(request),
    session: request.caller.session,
    entering: request.caller.entering,
    madeAt: madeAtOf(app, request.headers['linli-made-at']),
    setSession(token, expires) {
      if (token === null) reply.clearCookie(cookieName(secure), { path: '/', secure });
      // An age, not a date: the clock of a phone is often wrong.
      else
        reply.setCookie(cookieName(secure), token, {
          path: '/',
          httpOnly: true,
          sameSite: 'lax',
          secure,
          ...(expires ? { maxAge: secondsUntil(expires) } : {}),
        });
    },
  };
}

/** Who acts: whoever has still to set up a second factor is nobody, but for what sets one up. */
function actorFor(operation: Operation, { actor, entering }: Caller): Actor {
  if (entering === null) return actor;
  if (operation.whileEntering) return entering;
  if (!openTo(operation, actor)) throw new Problem('second-factor-needed');
  return actor;
}

async function answer(app: App, operation: Operation, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const started = process.hrtime.bigint();
  let status = '200';
  try {
    const commandId = request.headers['linli-command'];
    if (commandId !== undefined && (typeof commandId !== 'string' || !UUID.test(commandId))) {
      throw new Problem('malformed-request', { detail: 'linli-command must be a UUID.' });
    }
    if (request.body !== undefined && request.body !== null && (typeof request.body !== 'object' || Array.isArray(request.body)))
      throw new Problem('malformed-request');
    const result = await runOperation(app, operation, {
      actor: actorFor(operation, request.caller),
      input: request.body ?? {},
      commandId: commandId?.toLowerCase() ?? null,
      exchange: exchangeOf(app, request, reply),
    });
    reply.header('cache-control', 'no-store').header('content-type', 'application/json; charset=utf-8');
    return JSON.stringify(result ?? {});
  } catch (error) {
    status = error instanceof Problem ? String(error.status) : '500';
    throw error;
  } finally {
    app.metrics.requests.observe({ operation: operation.name, status }, Number(process.hrtime.bigint() - started) / 1e9);
  }
}

const FASTIFY_PROBLEMS: Record<string, Problem> = {
  FST_ERR_CTP_BODY_TOO_LARGE: new Problem('too-large'),
  FST_REQ_FILE_TOO_LARGE: new Problem('too-large', { detail: '文件最大 20 MB。' }),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: new Problem('wrong-media-type'),
  FST_INVALID_MULTIPART_CONTENT_TYPE: new Problem('wrong-media-type'),
};

/** What the sender is told, if the fault is theirs; null for ours. */
function problemOf(error: FastifyError | Problem): Problem | null {
  if (error instanceof Problem) return error;
  const known = FASTIFY_PROBLEMS[error.code];
  if (known) return known;
  return error.statusCode && error.statusCode >= 400 && error.statusCode < 500 ? new Problem('malformed-request') : null;
}

function answerProblem(app: App, error: FastifyError | Problem, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = problemOf(error);
  if (problem) {
    const route = request.routeOptions.url ?? '';
    if (route.startsWith('/api/')) noteRefusal(app, problem, { route, actor: request.caller?.actor, address: request.ip });
    return sendProblem(reply, problem);
  }
  // The route's pattern, not its address: an address may name a person's file.
  const { code } = error as FastifyError;
  app.log.error({ route: request.routeOptions.url, problem: error.name, code, stack: framesOf(error) }, 'a request failed');
  return sendProblem(reply, new Problem('internal'));
}

function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  if (problem.extra.retryAfter) reply.header('retry-after', problem.extra.retryAfter);
  return reply.status(problem.status).header('cache-control', 'no-store').type('application/problem+json').send(JSON.stringify(problem));
}
