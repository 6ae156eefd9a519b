import { useTranslations } from "next-intl";
import { PictureButton, PictureField, PictureFrame, PictureText } from "./picture-parts";

/** Entra's Provisioning page: Tenant URL and Secret Token under Admin Credentials, and Test Connection. */
export function EntraCredentials() {
  const t = useTranslations("guide");
  const values = useTranslations("guide.values.entra");
  return (
    <PictureFrame label={t("pictures.entraCredentials")} title={t("labels.provisioning")} height={232}>
      <PictureText x={16} y={58} muted>
        {t("pictures.mode")}
      </PictureText>
      <PictureField x={16} y={66} width={148} value={t("pictures.automatic")} />
      <PictureText x={16} y={118} strong>
        {t("labels.adminCredentials")}
      </PictureText>
      <PictureText x={16} y={138} muted>
        {values("tenantUrl")}
      </PictureText>
      <PictureField x={128} y={126} width={208} value="https://…/scim/v2" marker="1" />
      <PictureText x={16} y={170} muted>
        {values("token")}
      </PictureText>
      <PictureField x={128} y={158} width={208} value="••••••••••••••••" marker="2" />
      <PictureButton x={128} y={192} width={124} label={t("labels.testConnection")} marker="3" />
    </PictureFrame>
  );
}
