import type { GuideProvider, GuideStep } from "./guide-steps";
import type { ApplicationId } from "./profile";
import { applicationSteps } from "./setup-guide-applications";
import { providerSteps } from "./setup-guide-providers";

/** The steps that set an application up with an identity provider, in their order: the one list there is. */
export function setupGuideOf(application: ApplicationId, provider: GuideProvider): readonly GuideStep[] {
  const { first, notes } = applicationSteps[application];
  return [
    ...first,
    ...providerSteps[provider].map((step) => {
      const own = notes[step.id] ?? [];
      return own.length === 0 ? step : { ...step, notes: [...(step.notes ?? []), ...own] };
    }),
  ];
}
