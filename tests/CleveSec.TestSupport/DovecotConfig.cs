namespace CleveSec.TestSupport;

/// <summary>The whole configuration of a Dovecot that belongs to one test: its own folder, port and single user.</summary>
internal static class DovecotConfig
{
    /// <param name="owner">Whose process and mailbox it is.</param>
    /// <param name="privileged">Started as root; else everything runs as the owner.</param>
    /// <param name="idle">Tells of new mail by itself (IDLE); else it is said to be a server that cannot.</param>
    public static string Of(string folder, int port, string owner, string group, bool privileged, bool idle) => $$"""
        base_dir = {{folder}}/run
        state_dir = {{folder}}/state
        protocols = imap
        listen = 127.0.0.1
        ssl = no
        disable_plaintext_auth = no
        log_path = {{folder}}/log
        mail_location = maildir:{{folder}}/mail
        first_valid_uid = 1
        first_valid_gid = 1
        mailbox_idle_check_interval = 1s
        {{(idle ? "" : "imap_capability = IMAP4rev1 SASL-IR LITERAL+ UIDPLUS ENABLE")}}
        protocol imap {
          rawlog_dir = {{folder}}/heard
        }
        {{(privileged ? "" : $"default_login_user = {owner}\ndefault_internal_user = {owner}\ndefault_internal_group = {group}\n")}}
        passdb {
          driver = passwd-file
          args = scheme=PLAIN username_format=%u {{folder}}/users
        }
        userdb {
          driver = passwd-file
          args = username_format=%u {{folder}}/users
        }
        namespace inbox {
          inbox = yes
        }
        service imap-login {
          chroot =
          inet_listener imap {
            address = 127.0.0.1
            port = {{port}}
          }
          inet_listener imaps {
            port = 0
          }
        }
        service anvil {
          chroot =
        }
        service stats {
          chroot =
        }

        """;
}
