import { m } from '../../messages/compiled/messages';

interface Lead {
  readonly to: (inputs: { target: string }) => string;
  readonly plain: () => string;
}

/** What is said of a code that comes from PingOne: each way of delivering it has its own verbs. */
export interface DeliveryWords {
  readonly sent: Lead;
  readonly again: Lead;
  /** sent in an earlier sitting */
  readonly resumed: Lead;
  /** the second one, after pairing */
  readonly proof: Lead;
  /** to prove a device that was paired before */
  readonly onlyProof: Lead;
  readonly resend: () => string;
  readonly resendIn: (inputs: { time: string }) => string;
  readonly resendReady: () => string;
  readonly resendSpoken: (inputs: { seconds: number }) => string;
  readonly resending: () => string;
}

export const byMessage: DeliveryWords = {
  sent: { to: m.code_sent_to, plain: m.code_sent },
  again: { to: m.code_sent_again_to, plain: m.code_sent_again },
  resumed: { to: m.code_resumed_to, plain: m.code_resumed },
  proof: { to: m.code_prove_sent_to, plain: m.code_prove_sent },
  onlyProof: { to: m.code_prove_only_sent_to, plain: m.code_prove_only_sent },
  resend: m.code_resend,
  resendIn: m.code_resend_in,
  resendReady: m.code_resend_ready,
  resendSpoken: m.code_resend_spoken,
  resending: m.code_resending,
};

export const byWhatsApp: DeliveryWords = {
  ...byMessage,
  sent: { to: m.code_whatsapp_sent_to, plain: m.code_whatsapp_sent },
};

export const byCall: DeliveryWords = {
  sent: { to: m.code_call_to, plain: m.code_call },
  again: { to: m.code_call_again_to, plain: m.code_call_again },
  resumed: { to: m.code_call_resumed_to, plain: m.code_call_resumed },
  proof: { to: m.code_call_prove_to, plain: m.code_call_prove },
  onlyProof: { to: m.code_call_prove_only_to, plain: m.code_call_prove_only },
  resend: m.code_call_resend,
  resendIn: m.code_call_resend_in,
  resendReady: m.code_call_resend_ready,
  resendSpoken: m.code_call_resend_spoken,
  resending: m.code_call_resending,
};
