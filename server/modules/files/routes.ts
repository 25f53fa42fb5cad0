import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../../domain/accounts/actor.ts';
import { definitionOf } from '../../../domain/matters/kinds.ts';
import type { App } from '../../platform/app.ts';
import { settingsOf, transaction } from '../../platform/database.ts';
import { notFound, Problem } from '../../platform/problem.ts';
import { openPapers } from '../purposes/index.ts';
import { partRoutes } from './parts.ts';
import { findFile, insertUpload, visibleMatter } from './store.ts';

const SYSTEM: Actor = { kind: 'system', name: '系统' };
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const UPLOADS_PER_MINUTE = 30;

/** Upload by anyone who may file; reading only by those who may see the matter, or the uploader until it is attached. */
export const fileRoutes =
  (app: App): FastifyPluginAsync =>
  async (server) => {
    server.post(
      '/api/files',
      { config: { rateLimit: { max: Math.min(UPLOADS_PER_MINUTE, app.config.requestsPerMinute), timeWindow: 60_000 } } },
      async (request, reply) => {
        const stored = await app.files.keep(await contentOfForm(request));
        const { actor } = request.caller;
        const id = await transaction(app.pool, actor, (tx) => insertUpload(tx, stored, settingsOf(actor).actor ?? '', app.clock.now()));
        return reply.header('cache-control', 'no-store').send({ id, kind: stored.kind, mediaType: stored.mediaType, bytes: stored.bytes });
      },
    );
    await server.register(partRoutes(app));
    server.get('/api/files/:id', (request, reply) => serve(app, request, reply, false));
    server.get('/api/files/:id/thumbnail', (request, reply) => serve(app, request, reply, true));
  };

/** The one file of a form. The parser's own errors name no status: a form that breaks off is the sender's fault, not ours. */
async function contentOfForm(request: FastifyRequest): Promise<Buffer> {
  try {
    const part = request.isMultipart() ? await request.file() : null;
    if (part) return await part.toBuffer();
  } catch (error) {
    if ((error as { statusCode?: number }).statusCode !== undefined) throw error;
  }
  throw new Problem('malformed-request', { detail: '请用表单上传一个文件。' });
}

/** Whether the actor reads the file: its matter must be seen, papers of a person also need work on them or a purpose. Row-level security answers. */
async function reads(app: App, actor: Actor, file: { id: string; matter_id: string; sensitive: boolean }): Promise<boolean> {
  return transaction(app.pool, actor, async (tx) => {
    const matter = await visibleMatter(tx, file.matter_id);
    if (!matter || (actor.kind === 'receipt' && definitionOf(matter.kind, matter.version).receiptSeesFiles === false)) throw notFound();
    tx.openMatter(matter.id);
    const concernsActor = actor.kind === 'staff' && matter.reporters.includes(actor.personId);
    if (file.sensitive) await openPapers(tx, actor, app.clock.now(), matter, { concernsActor });
    return (await findFile(tx, file.id)) !== undefined;
  });
}

async function serve(app: App, request: FastifyRequest, reply: FastifyReply, thumbnail: boolean): Promise<FastifyReply> {
  const { id } = request.params as { id: string };
  if (!UUID.test(id)) throw notFound();
  const { actor } = request.caller;
  const file = await transaction(app.pool, SYSTEM, (tx) => findFile(tx, id));
  if (!file) throw notFound();
  const { matter_id: matterId } = file;
  const allowed = matterId ? await reads(app, actor, { ...file, id, matter_id: matterId }) : file.uploader === settingsOf(actor).actor;
  if (!allowed && file.sensitive && actor.kind === 'staff')
    throw new Problem('refused', { reason: '这是群众的材料，请在这件事的页面上点「需要看材料」再看。' });
  if (!allowed) throw notFound();
  const hash = thumbnail ? file.thumbnail_sha256 : file.sha256;
  if (!hash || !(await app.files.has(hash))) throw notFound();
  return (
    reply
      .type(thumbnail ? 'image/jpeg' : file.media_type)
      // What a purpose opened must not stay in the browser when the purpose has closed.
      .header('cache-control', 'private, no-store')
      .header('content-disposition', file.kind === 'document' ? 'attachment; filename="document.pdf"' : 'inline')
      .header('content-security-policy', "default-src 'none'; sandbox")
      .header('x-content-type-options', 'nosniff')
      .send(app.files.read(hash))
  );
}
