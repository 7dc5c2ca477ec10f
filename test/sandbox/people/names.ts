/** A name as it is written, and in the letters of a username. */
export type Name = readonly [written: string, ascii: string];

export interface Names {
  given: readonly Name[];
  family: readonly Name[];
}

/** `Anna Zofia=zofia Łucja=lucja`: the username has the same letters unless told. `_` is a space. */
function names(text: string): Name[] {
  return text
    .trim()
    .split(/\s+/)
    .map((entry): Name => {
      const [written = '', ascii = written.toLowerCase()] = entry.split('=');
      return [written.replaceAll('_', ' '), ascii];
    });
}

/** Where a company with people from everywhere has its names from. */
export const NAMES: readonly Names[] = [
  {
    given: names(`Ada Ben Clara Daniel Emma Frank Grace Henry Ivy Jack Karen Liam Mia Noah Olivia
      Peter Quinn Rose Samuel Tessa Victor Wendy Zoe Alexander`),
    family: names(`Adams Baker Carter Dawson Ellis Foster Grant Harris Irving Jensen Kelly Lewis
      Miller Newton O'Brien=obrien Parker Quigley Reed Smith Taylor Underwood Vaughn Walker Young`),
  },
  {
    given: names(`Maria José=jose Lucía=lucia Diego Sofía=sofia Iñigo=inigo Carmen Javier Pilar
      Raúl=raul`),
    family: names(`Garcia Fernández=fernandez Muñoz=munoz López=lopez Ibáñez=ibanez Ruiz Ortega
      De_la_Cruz=delacruz Núñez=nunez Gómez=gomez`),
  },
  {
    given: names(`Jürgen=juergen Änne=aenne Søren=soren Åsa=asa Björn=bjoern Éloïse=eloise
      François=francois Łucja=lucja Zdeněk=zdenek Čeněk=cenek İpek=ipek Ögmundur=ogmundur`),
    family: names(`Müller=mueller Weiß=weiss Ångström=angstrom Øvergård=overgard Lefèvre=lefevre
      Wójcik=wojcik Dvořák=dvorak Šimek=simek Yıldız=yildiz Ækvist=aekvist Van_den_Berg=vandenberg
      Saint-Just=saintjust`),
  },
  {
    given: names(`Ngọc=ngoc Đức=duc Thảo=thao Hương=huong Tuấn=tuan Mỹ=my Phúc=phuc`),
    family: names(`Nguyễn=nguyen Trần=tran Lê=le Phạm=pham Huỳnh=huynh Đặng=dang Vũ=vu`),
  },
  {
    given: names(`Ελένη=eleni Γιώργος=giorgos Κατερίνα=katerina Νίκος=nikos Δήμητρα=dimitra`),
    family: names(`Παπαδοπούλου=papadopoulou Γεωργίου=georgiou Νικολάου=nikolaou Βλάχος=vlachos`),
  },
  {
    given: names(`Анна=anna Дмитрий=dmitry Ольга=olga Їжак=yizhak Ђорђе=djordje Юлия=yulia`),
    family: names(`Иванова=ivanova Соколов=sokolov Шевченко=shevchenko Щербак=shcherbak
      Петровић=petrovic Ким=kim`),
  },
  {
    given: names(`ليلى=layla أحمد=ahmad فاطمة=fatima يوسف=yusuf نور=nour`),
    family: names(`الحسن=alhassan حداد=haddad منصور=mansour خوري=khoury`),
  },
  {
    given: names(`נועה=noa דוד=david תמר=tamar יוסי=yossi`),
    family: names(`כהן=cohen לוי=levi מזרחי=mizrahi בן_דוד=bendavid`),
  },
  {
    given: names(`伟=wei 芳=fang 秀英=xiuying 敏=min 静=jing 强=qiang`),
    family: names(`王=wang 李=li 张=zhang 刘=liu 陈=chen 欧阳=ouyang`),
  },
  {
    given: names(`さくら=sakura 健太=kenta 美咲=misaki 翔=sho ひろし=hiroshi`),
    family: names(`佐藤=sato 鈴木=suzuki 高橋=takahashi 渡辺=watanabe 齋藤=saito`),
  },
  {
    given: names(`प्रिया=priya अर्जुन=arjun दीपिका=deepika राहुल=rahul`),
    family: names(`शर्मा=sharma पटेल=patel सिंह=singh गुप्ता=gupta`),
  },
];
