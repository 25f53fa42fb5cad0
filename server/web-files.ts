import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { App } from './platform/app.ts';

const WEB = join(import.meta.dirname, '..', 'dist', 'web');
const TERRITORY = join(import.meta.dirname, 'data', 'territory');

type Face = 'portal' | 'field' | 'office';

/** What a page may load. Styles of the office's component library are written at run time, so only there inline styles are allowed. */
export function policyFor(face: Face, app: Pick<App, 'config'>): string {
  const tiles = app.config.tiles ? ` ${new URL(app.config.tiles.url.replace(/[{}]/g, '')).origin}` : '';
  const styles = face === 'office' ? "'self' 'unsafe-inline'" : "'self'";
  return [
    "default-src 'none'",
    "script-src 'self'",
    "font-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    `style-src ${styles}`,
    `img-src 'self' blob: data:${tiles}`,
    "media-src 'self' blob:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** The built pages; any address below a face answers with that face, which then finds its own screen. */
export const webRoutes =
  (app: App): FastifyPluginAsync =>
  async (server) => {
    await server.register(fastifyStatic, { root: WEB, serve: false, index: false });
    const hashed = (folder: string) => (request: FastifyRequest, reply: FastifyReply) =>
      reply.sendFile((request.params as { '*': string })['*'], join(WEB, folder), { immutable: true, maxAge: '365d' });
    server.get('/assets/*', hashed('assets'));
    server.get('/field/assets/*', hashed('field/assets'));
    server.get('/office/assets/*', hashed('office/assets'));
    for (const icon of ['/icon.svg', '/office/icon.svg']) server.get(icon, (_request, reply) => reply.sendFile('icon.svg', WEB));
    const page = (face: Face) => (_request: unknown, reply: FastifyReply) =>
      reply
        .header('content-security-policy', policyFor(face, app))
        .header('cache-control', 'no-cache')
        .sendFile(face === 'portal' ? 'index.html' : `${face}/index.html`, WEB);
    server.get('/data/counties.geojson', (_request, reply) =>
      reply.type('application/geo+json').header('cache-control', 'public, max-age=86400').sendFile('counties.geojson', TERRITORY),
    );
    for (const file of ['service-worker.js', 'manifest.webmanifest', 'icon-192.png', 'icon-512.png', 'icon.svg'])
      server.get(`/field/${file}`, (_request, reply) => reply.header('cache-control', 'no-cache').sendFile(`field/${file}`, WEB));
    server.get('/field', (_request, reply) => reply.redirect('/field/'));
    server.get('/field/*', page('field'));
    server.get('/office', (_request, reply) => reply.redirect('/office/'));
    server.get('/office/*', page('office'));
    server.get('/', page('portal'));
    server.get('/*', page('portal'));
  };
