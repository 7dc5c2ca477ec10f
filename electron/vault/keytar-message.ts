import * as v from 'valibot';

/** What goes to the process that owns keytar. */
export const keytarRequestSchema = v.variant(
  'op',
  [
    v.object({ id: v.number(''), op: v.literal('get'), account: v.string('') }),
    v.object({
      id: v.number(''),
      op: v.literal('set'),
      account: v.string(''),
      secret: v.string(''),
    }),
    v.object({ id: v.number(''), op: v.literal('delete'), account: v.string('') }),
  ],
  '',
);
export type KeytarRequest = v.InferOutput<typeof keytarRequestSchema>;

/** What comes back. A refusal carries no text: keytar's errors have no code, and their words are not for us. */
export const keytarReplySchema = v.variant(
  'ok',
  [
    v.object({
      id: v.number(''),
      ok: v.literal(true),
      value: v.union([v.string(''), v.boolean(''), v.null('')], ''),
    }),
    v.object({ id: v.number(''), ok: v.literal(false) }),
  ],
  '',
);
export type KeytarReply = v.InferOutput<typeof keytarReplySchema>;
