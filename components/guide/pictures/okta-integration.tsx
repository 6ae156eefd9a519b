import { useTranslations } from "next-intl";
import { PictureButton, PictureField, PictureFrame, PictureTick, PictureText } from "./picture-parts";

/** Okta's Integration: base URL, unique identifier, actions, and the token under HTTP Header. */
export function OktaIntegration() {
  const t = useTranslations("guide");
  const values = useTranslations("guide.values.okta");
  return (
    <PictureFrame label={t("pictures.oktaIntegration")} title={t("pictures.oktaIntegrationTitle")} height={346}>
      <PictureText x={16} y={58} muted>
        {values("tenantUrl")}
      </PictureText>
      <PictureField x={16} y={66} width={320} value="https://…/scim/v2" marker="1" />
      <PictureText x={16} y={112} muted>
        {t("pictures.uniqueIdentifier")}
      </PictureText>
      <PictureField x={16} y={120} width={320} value="userName" marker="2" />
      <PictureText x={16} y={166} muted>
        {t("pictures.supportedActions")}
      </PictureText>
      <PictureTick x={16} y={176} label={t("pictures.pushUsers")} />
      <PictureTick x={16} y={198} label={t("pictures.pushUpdates")} />
      <PictureTick x={16} y={220} label={t("labels.oktaPushGroups")} />
      <PictureText x={16} y={258} muted>
        {values("token")}
      </PictureText>
      <PictureField x={16} y={266} width={320} value="••••••••••••••••" marker="3" />
      <PictureButton x={16} y={306} width={176} label={t("labels.oktaTest")} marker="4" />
    </PictureFrame>
  );
}
