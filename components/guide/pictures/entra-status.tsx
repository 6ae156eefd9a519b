import { useTranslations } from "next-intl";
import { PictureField, PictureFrame, PictureSwitch, PictureTick, PictureText } from "./picture-parts";

/** Entra's Settings of provisioning: notification, Scope, and Provisioning Status. */
export function EntraStatus() {
  const t = useTranslations("guide");
  return (
    <PictureFrame label={t("pictures.entraStatus")} title={t("labels.settings")} height={236}>
      <PictureText x={16} y={58} muted>
        {t("pictures.notificationEmail")}
      </PictureText>
      <PictureField x={16} y={66} width={320} value="it@contoso.com" />
      <PictureTick x={16} y={102} label={t("pictures.sendNotification")} />
      <PictureText x={16} y={138} muted>
        {t("labels.scope")}
      </PictureText>
      <PictureField x={16} y={146} width={320} value={t("pictures.onlyAssigned")} marker="1" />
      <PictureText x={16} y={198} muted>
        {t("pictures.status")}
      </PictureText>
      <PictureSwitch x={16} y={206} label={t("pictures.on")} marker="2" />
    </PictureFrame>
  );
}
