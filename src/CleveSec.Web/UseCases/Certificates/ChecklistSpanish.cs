namespace CleveSec.Web.UseCases.Certificates;

/// <summary>The items of the hardening checklist as a Spanish certificate says them; the technician's checklist itself is English. A test holds it against the list.</summary>
internal static class ChecklistSpanish
{
    public static readonly IReadOnlyDictionary<string, string> Texts = new Dictionary<string, string>
    {
        ["admin-password"] = "La contraseña de administrador es nueva, fuerte y no se usa en ningún otro lugar, y solo usted la tiene: el técnico no guardó copia.",
        ["firmware"] = "El grabador y las cámaras tienen el firmware actual, porque se conocen fallas graves en versiones anteriores.",
        ["recovery-mailbox"] = "El correo de recuperación es un buzón que usted conserva, y llegó allí un mensaje de prueba.",
        ["security-questions"] = "Las preguntas de seguridad, donde el modelo las tiene, llevan respuestas distintas que nadie puede adivinar.",
        ["guid-export"] = "Donde el modelo lo ofrece, hay un archivo GUID nuevo en una memoria USB que usted guarda lejos del grabador.",
        ["account-lock"] = "El bloqueo tras demasiadas contraseñas equivocadas está activado.",
        ["no-open-ports"] = "UPnP está apagado, y el router no tiene puertos redirigidos ni DMZ para el grabador.",
        ["old-accounts"] = "Se quitaron las cuentas viejas de la app, los usuarios compartidos y los desconocidos.",
        ["remote-access"] = "Usted decidió sobre la vista remota: queda solo con su propia cuenta, o está apagada.",
        ["time"] = "La zona horaria, la hora automática y el cambio de hora están puestos y comprobados.",
        ["cameras-online"] = "Todas las cámaras están en línea con su contraseña actual.",
        ["playback"] = "Se reprodujeron los últimos 10 minutos de cada cámara, así que sabemos que graba.",
        ["viewer-account"] = "Hay una cuenta de solo ver, con pocos permisos, para el uso diario.",
        ["https"] = "La página web del grabador usa HTTPS.",
        ["allow-list"] = "Una lista de permitidos limita qué direcciones de red pueden entrar, puesta con cuidado porque un error puede dejarle fuera.",
        ["web-ports"] = "Si se necesita acceso web remoto, usa puertos entre 1024 y 65535 en vez de los de fábrica.",
        ["unused-services"] = "SNMP, correo, FTP y multicast están apagados si no se usan, y en su versión segura donde se necesitan.",
        ["camera-network"] = "Las cámaras están en los puertos de cámara del grabador o en una red aparte.",
        ["gateway-binding"] = "La dirección de red de la puerta de enlace está atada a su dirección de hardware.",
        ["locked-cabinet"] = "El grabador está en un gabinete con llave.",
        ["log-review"] = "Se revisaron el registro y la lista de usuarios en línea.",
        ["config-export"] = "La configuración está guardada en una memoria USB con etiqueta y fecha (esperamos que ayude a configurar de nuevo, pero no abre un grabador bloqueado).",
        ["pattern"] = "Usted sabe que un patrón de desbloqueo es solo comodidad, y que quien esté cerca puede verlo.",
        ["encrypted-transmission"] = "La transmisión cifrada está activada donde las imágenes son delicadas.",
    };
}
