import type { ClauseId } from '../../domain/policy/clauses.ts';
import type { Permission } from '../../domain/policy/permission.ts';

/** Stable names of what can go wrong; part of the interface, listed in the OpenAPI document. */
export const PROBLEM_TYPES = {
  'malformed-request': { status: 400, title: '请求的内容读不懂。' },
  'invalid-input': { status: 400, title: '有些内容需要改一改。' },
  'sign-in-needed': { status: 401, title: '请先登录。' },
  'sign-in-failed': { status: 401, title: '登录没有成功。' },
  'wrong-password': { status: 401, title: '现在的密码不对。' },
  'wrong-code': { status: 401, title: '动态码不对。' },
  'sign-in-again': { status: 403, title: '为了安全，请重新登录一次，再来做这件事。' },
  'second-factor-needed': { status: 403, title: '您的岗位登录要有第二步，请先设好。' },
  'link-spent': { status: 401, title: '这个链接用过了或者过期了。' },
  'not-your-role': { status: 403, title: '您现在的岗位不能做这件事。' },
  'cross-site': { status: 403, title: '请求来源不对，请回到邻里页面重试。' },
  refused: { status: 409, title: '现在不能这样做。' },
  'not-found': { status: 404, title: '没有找到，或者不在您的范围内。' },
  changed: { status: 409, title: '这件事刚刚有变化，请再看一下。' },
  'command-reused': { status: 409, title: '这个提交编号已用于别的操作。' },
  'too-large': { status: 413, title: '内容太大了。' },
  'wrong-media-type': { status: 415, title: '不支持这种格式。' },
  'harmful-file': { status: 422, title: '这个文件里查出了病毒，没有收下。' },
  'too-many-requests': { status: 429, title: '操作太频繁，请稍等一会儿。' },
  unavailable: { status: 503, title: '系统正忙，请稍后再试，您填的内容没有丢。' },
  internal: { status: 500, title: '系统出了点问题，请稍后再试，您填的内容没有丢。' },
} as const;

export type ProblemType = keyof typeof PROBLEM_TYPES;

export interface FieldError {
  path: string;
  message: string;
}

interface Extra {
  detail?: string;
  errors?: FieldError[];
  reason?: string;
  clause?: ClauseId;
  retryAfter?: number;
}

/** What an operation throws to answer with a 4xx; becomes RFC 9457 problem details. */
export class Problem extends Error {
  readonly type: ProblemType;
  readonly extra: Extra;
  /** The account that was tried where nobody is signed in; for the log, never in the answer. */
  account?: string;
  /** The name a scanner has for what it found; for the log, never in the answer. */
  virus?: string;

  constructor(type: ProblemType, extra: Extra = {}) {
    super(extra.detail ?? extra.reason ?? PROBLEM_TYPES[type].title);
    this.type = type;
    this.extra = extra;
  }

  get status(): number {
    return PROBLEM_TYPES[this.type].status;
  }

  toJSON() {
    const { retryAfter: _retryAfter, ...extra } = this.extra;
    return { type: `/problems/${this.type}`, title: PROBLEM_TYPES[this.type].title, status: this.status, ...extra };
  }
}

/** Throws the refusal a `permit` or a rule answered with. */
export function demand(permission: Permission): void {
  if (permission.allowed) return;
  throw new Problem('refused', {
    reason: permission.reason,
    ...(permission.clause ? { clause: permission.clause } : {}),
    ...(permission.source ? { detail: permission.source } : {}),
  });
}

export const notFound = (): Problem => new Problem('not-found');

/** A wrong field, found after the schema was satisfied (an id that names nothing, a code not in the list). */
export const invalid = (path: string, message: string): Problem => new Problem('invalid-input', { errors: [{ path, message }] });
