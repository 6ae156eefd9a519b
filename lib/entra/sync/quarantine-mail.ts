import type { Quarantine } from "./state";

export interface QuarantineMail {
  readonly subject: string;
  readonly text: string;
}

const causes: Readonly<Record<Quarantine["reason"], string>> = {
  EncounteredQuarantineException:
    "The service could not be used as a whole: it is away, or it refuses the credentials. Test the connection with the same Tenant URL and Secret Token.",
  EncounteredEscrowProportionThreshold:
    "More than 40 % of the operations failed. Look at the failures in the provisioning logs; most often they have one cause.",
  EncounteredBaseEscrowThreshold:
    "More than 40,000 operations failed. Look at the failures in the provisioning logs; most often they have one cause.",
  EncounteredTotalEscrowThreshold:
    "60,000 operations failed, references (managers and members) among them. Look at the failures in the provisioning logs.",
  TooManyDeletes:
    "More disables and deletes than the accidental-deletion threshold were held. Look at the scope; if they are meant, allow them (--allow-deletes).",
};

/** What Entra's notification e-mail says when a job goes into quarantine (ENTRA.md §7.2), about this client's job. */
export function quarantineMail(
  { reason, message, seriesBegan, nextAttempt }: Quarantine,
  { jobId, tenantName, target }: { readonly jobId: string; readonly tenantName: string; readonly target: string },
): QuarantineMail {
  const time = (at: number) => `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;
  return {
    subject: `Provisioning of ${tenantName} to ${new URL(target).host} is in quarantine`,
    text: [
      `The provisioning job of ${tenantName} was placed in quarantine at ${time(seriesBegan)}.`,
      "",
      `Reason: ${reason}`,
      `Details: ${message}`,
      `Tenant URL: ${target}`,
      `Job: ${jobId}`,
      "",
      causes[reason],
      "",
      `While it is in quarantine the job runs less often; the next attempt is at ${time(nextAttempt)}, then after 12 and 24 hours, then every 24 hours. After four weeks in quarantine the job is disabled. It leaves quarantine with the next cycle that succeeds, or when provisioning is restarted.`,
      "",
      "Sent by muster-entra-client, which plays Microsoft Entra ID's provisioning service. It is not Microsoft's.",
    ].join("\n"),
  };
}
