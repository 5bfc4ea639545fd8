/** A folder in which nearly everything is wrong once, so that one run shows what each mistake looks like. */
export const BROKEN_FILES: Readonly<Record<string, string | undefined>> = {
  'camwatch.yaml': `city: { name: Hà Nội, name_en: Hanoi, time_zone: Asia/Ho_Chi_Minh, area_list: 2025-07-01 }
colector: {}
profiles:
  camera:
    reach: { prober: icmp, interval: 60, timeout: 1s }
influx:
  url: influx.example
  password: hunter2
`,
  'agencies.yaml': `agencies:
  - { id: police, name: Công an thành phố, kind: police }
  - { id: dost, name: Sở Khoa học và Công nghệ, kind: departement }
  - { id: dic, name: Sở Thông tin và Truyền thông, kind: department, valid_to: 2025-03-01, successors: [dost] }
  - { id: police, name: Công an, kind: police }
`,
  'contractors.yaml': `contractors:
  - { id: keeper, name: Nhà thầu A, kind: maintenance }
  - { id: carrier, name: Viễn thông 1, kind: carrier, valid_to: 2025-07-01, successors: [keper] }
`,
  'contracts.yaml': `contracts:
  - { id: upkeep, name: Bảo trì, contractor: nobody, from: 2025-13-01 }
  - { id: rent, name: Thuê, contractor: keeper, from: 2025-02-01, to: 2025-01-01 }
  - { id: lease, name: Thuê, contractor: nobody, from: 2025-02-01 }
`,
  'areas.yaml': `list_version: 2024-01-01
districts:
  - { id: ba-dinh, code: "001", name: Quận Ba Đình, name_en: Ba Dinh District, kind: quan }
areas:
  - { id: ba-dinh, code: 00004, name: Phường Ba Đình, name_en: Ba Dinh Ward, kind: phuong, district: ba-dinh, point: [105.83, 21.03] }
  - { id: ngoc-ha, code: "00008", name: Phường Ngọc Hà, name_en: Ngoc Ha Ward, kind: phuong, district: ba-din, point: [21.04, 105.81] }
  - { id: old, code: "00009", name: Phường Cũ, name_en: Old Ward, kind: phuong, district: ba-dinh, point: [105.8, 21.0], valid_to: 2025-07-01, successors: [ba-dinh] }
`,
  'sites.csv': `id,name,area,longitude,latitude,kind,purpose,duty_contact
pole-1,Nút giao 1,ba-dinh,105.83,,junction,traffic,desk
pole-2,Nút giao 2,ngoc-ha,1050.8,21.04,crossing,traffic,nobody
pole-3,Nút giao 3,old,105.8,21.04,junction,traffic,
pole-4,Nút giao 4,ba-dinh
`,
  'devices.csv': `id,name,kind,site,class,direction,agency,contractor,contracts,accepted,paused,resumed,retired,upstreams,profile,address,port,channel_of,interfaces,credentials
sw-1,Switch 1,switch,pole-1,,,police,keeper,,2025-01-01,,,,device:sw-2,camera,10.0.0.2,,,ge-0/0/1|ge-0/0/2,
sw-2,Switch 2,switch,pole-1,,,police,keeper,,2025-01-01,,,,device:sw-1,camera,10.0.0.2,,,,hunter2
sw-3,Switch 3,switch,pole-1,ptz,,police,keeper,,2025-01-01,,,2025-06-01,,camera,10.0.0.3,,,,
sw-3,Switch 4,switch,pole-1,,,police,keeper,,2025-01-01,,,,,camera,10.0.0.300,,,,
sw-4,Switch 4,switch,pole-1,,,police,keeper,,2025-01-01,,,,device:sw-5,camera,10.0.0.4,,,,
sw-5,Switch 5,switch,pole-1,,,police,keeper,,2025-01-01,,,,device:sw-4,camera,10.0.0.5,,,,
nvr-1,Đầu ghi 1,nvr,pole-3,,,dic,keeper,,2025-01-01,,,,device:sw-3,camera,10.0.0.4,,,,
cam-1,Camera 1,camera,pole-9,fixed,361,polise,keeper,upkep,1/2/2025,,,,,camera,,554,,,
cam-2,Camera 2,camera,pole-1,fixed,90,police,keeper,,2025-01-01,2025-03-01,2025-02-01,,link:none,camra,,,nvr-1#1,,
cam-3,Camera 3,camera,pole-1,fixed,90,police,keeper,,2025-01-01,,,2024-01-01,,camera,,,nvr-1#1,,
cam-4,Camera 4,camera,pole-1,fixed,90,police,keeper,,2025-01-01,,,,,camera,,,nvr-1#1,,
cam-5,Camera 5,camera,pole-1,fixed,90,police,keeper,,2025-01-01,,,,,camera,,,nvr-1#1,,
cam-6,Camera 6,camera,pole-1,fixed,90,police,keeper,,2025-01-01,,,,,camera,,,sw-4#2,,
cam-7,"Camera 7,camera,pole-1,fixed,90,police,keeper,,2025-01-01,,,,,camera,10.0.0.7,,,,
`,
  'links.csv': `id,name,near,far,medium,carier,capacity,interface
line-1,Đường truyền 1,core,site:pole-1,internet,,100 megabit,
line-2,Đường truyền 2,device:sw-1,pole-2,own-fibre,,1Gbit/s,sw-4#ge-0/0/9
`,
  'handovers.csv': `at,kind,id,field,from,to,document
2025-03-01,device,sw-4,agency,dost,dic,1/QĐ
2025-04-01,device,sw-4,agency,police,dost,2/QĐ
2025-04-01,device,cam-99,agency,police,dost,2/QĐ
2025-04-01,contract,rent,contract,a,b,2/QĐ
`,
};
