import { useTranslations } from "next-intl";
import { PictureButton, PictureField, PictureFrame, PictureTick, PictureText } from "./picture-parts";

/** Entra's Provision on demand: one person is picked, and sent at once. */
export function EntraOnDemand() {
  const t = useTranslations("guide");
  return (
    <PictureFrame label={t("pictures.entraOnDemand")} title={t("labels.provisionOnDemand")} height={208}>
      <PictureText x={16} y={58} muted>
        {t("pictures.selectUser")}
      </PictureText>
      <PictureField x={16} y={66} width={320} value="ana@contoso.com" marker="1" />
      <PictureTick x={16} y={104} label={t("pictures.inScope")} />
      <PictureTick x={16} y={126} label={t("pictures.match")} />
      <PictureTick x={16} y={148} label={t("pictures.action")} />
      <PictureButton x={16} y={170} width={96} label={t("pictures.provision")} marker="2" />
    </PictureFrame>
  );
}
