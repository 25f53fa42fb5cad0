import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { PART_BYTES, partsOf } from '../../../domain/outbox/entry.ts';
import type { App } from '../../platform/app.ts';
import { settingsOf, transaction } from '../../platform/database.ts';
import { LARGEST_FILE } from '../../platform/file-store.ts';
import { Problem } from '../../platform/problem.ts';
import { insertUpload } from './store.ts';
import { bytesInParts, contentOf, forgetIfGone, keepPart, lockUpload, makeWhole } from './upload-store.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** A whole day without a network brings many photos at once. */
const PARTS_PER_MINUTE = 400;
/** More than this one uploader may not leave lying unfinished. */
const MOST_UNFINISHED = 200 * 1024 * 1024;

interface Asked {
  upload: string;
  part: number;
  bytes: number;
}

function readAsked(request: FastifyRequest): Asked {
  const { upload = '', part = '' } = request.params as { upload?: string; part?: string };
  const bytes = Number(request.headers['linli-bytes']);
  const n = Number(part);
  if (!UUID.test(upload) || !/^\d{1,4}$/.test(part) || !Number.isSafeInteger(bytes) || bytes < 1) throw new Problem('malformed-request');
  if (bytes > LARGEST_FILE) throw new Problem('too-large', { detail: '文件最大 20 MB。' });
  if (n >= partsOf({ bytes })) throw new Problem('malformed-request');
  return { upload, part: n, bytes };
}

/**
 * A file that arrives in parts, each repeatable, in any order: POST /api/files/parts/<upload>/<part>, the bytes as they are, the size of the whole in
 * `linli-bytes`. Answers `{received, fileId}`; the file has its id when the last part is there. For those with an account only.
 */
export const partRoutes =
  (app: App): FastifyPluginAsync =>
  async (server) => {
    server.addContentTypeParser('application/octet-stream', { parseAs: 'buffer', bodyLimit: PART_BYTES }, (_request, body, done) =>
      done(null, body),
    );
    server.post(
      '/api/files/parts/:upload/:part',
      {
        config: { rateLimit: { max: Math.min(PARTS_PER_MINUTE, app.config.requestsPerMinute), timeWindow: 60_000 } },
        bodyLimit: PART_BYTES,
      },
      async (request, reply) => {
        const { actor } = request.caller;
        if (actor.kind !== 'staff' && actor.kind !== 'resident') throw new Problem('sign-in-needed');
        const { upload, part, bytes } = readAsked(request);
        const content = request.body;
        const expected = part === partsOf({ bytes }) - 1 ? bytes - part * PART_BYTES : PART_BYTES;
        if (!Buffer.isBuffer(content) || content.length !== expected)
          throw new Problem('malformed-request', { detail: '这一段文件不完整。' });
        const key = { uploader: settingsOf(actor).actor ?? '', id: upload };
        const now = app.clock.now();
        const { received, fileId, whole } = await transaction(app.pool, actor, async (tx) => {
          await forgetIfGone(tx, key);
          if ((await bytesInParts(tx, key.uploader)) > MOST_UNFINISHED)
            throw new Problem('too-large', { detail: '没传完的文件太多，请先把前面的传完。' });
          const kept = await keepPart(tx, { ...key, bytes, part, content }, now);
          if (kept.bytes !== bytes) throw new Problem('malformed-request', { detail: '这个文件的大小和开头说的不一样。' });
          const allThere = kept.fileId === null && kept.received.length === partsOf({ bytes });
          return { received: kept.received, fileId: kept.fileId, whole: allThere ? await contentOf(tx, key) : null };
        });
        reply.header('cache-control', 'no-store');
        if (whole === null) return reply.send({ received, fileId });
        // Scanned and encoded between two transactions, so that a slow scanner holds no connection. What is refused stays in parts and is refused again.
        const stored = await app.files.keep(whole);
        const made = await transaction(app.pool, actor, async (tx) => {
          const upload = await lockUpload(tx, key);
          if (upload.fileId !== null) return upload.fileId;
          const id = await insertUpload(tx, stored, key.uploader, now);
          await makeWhole(tx, key, id);
          return id;
        });
        return reply.send({ received, fileId: made });
      },
    );
  };
