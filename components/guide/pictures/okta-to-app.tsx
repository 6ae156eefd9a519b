import { useTranslations } from "next-intl";
import { PictureFrame, PictureTick } from "./picture-parts";

/** Okta's To App: what it may do. */
export function OktaToApp() {
  const t = useTranslations("guide");
  return (
    <PictureFrame label={t("pictures.oktaToApp")} title={t("pictures.oktaToAppTitle")} height={124}>
      <PictureTick x={16} y={46} label={t("pictures.createUsers")} />
      <PictureTick x={16} y={70} label={t("pictures.updateUsers")} />
      <PictureTick x={16} y={94} label={t("pictures.deactivateUsers")} />
    </PictureFrame>
  );
}
