import { useTranslations } from "next-intl";
import { PictureField, PictureFrame, PictureSwitch, PictureText } from "./picture-parts";

/** RingCentral's Directory integration: the provider, and Enable SCIM service. */
export function RingcentralDirectory() {
  const t = useTranslations("guide");
  return (
    <PictureFrame label={t("pictures.ringcentralDirectory")} title={t("labels.directoryIntegration")} height={140}>
      <PictureText x={16} y={58} muted>
        {t("labels.selectProvider")}
      </PictureText>
      <PictureField x={16} y={66} width={320} value={t("providerChoice.entra")} marker="1" />
      <PictureSwitch x={16} y={106} label={t("labels.enableService")} marker="2" />
    </PictureFrame>
  );
}
