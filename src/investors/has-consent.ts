/** Consent counts when it can be shown: when it was given, how, and where the proof is kept. */
export const hasConsent = ({
  consentOn,
  consentWay,
  consentProof,
}: {
  readonly consentOn: string | null;
  readonly consentWay: string | null;
  readonly consentProof: string;
}): boolean => consentOn !== null && consentWay !== null && consentProof !== "";
